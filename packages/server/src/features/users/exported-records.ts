import type { MedicalRecord, MedicalRecordVersion } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { equals } from '../../lists/conditions.js';
import { inSteps } from '../../lists/every-row.js';
import { mayRead, readableOnly } from '../medical-records/medical-records.policy.js';
import type { Repositories } from '../repositories.js';

/** A record with all that it ever was. */
export type ExportedRecord = MedicalRecord & { versions: MedicalRecordVersion[] };

/** The records of a patient as the caller may read them, with their attachments and every version of theirs. */
export async function exportedRecords(
  { medicalRecords }: Pick<Repositories, 'medicalRecords'>,
  actor: Actor,
  hospital: number,
  patient: number,
): Promise<ExportedRecord[]> {
  const where = [equals('patient', patient), readableOnly(actor, hospital)].filter(
    (condition) => condition !== undefined,
  );
  const all: ExportedRecord[] = [];
  for await (const records of inSteps('created_at', where, (request) =>
    medicalRecords.list(actor.id, request),
  )) {
    const ids = records.map(({ id }) => id);
    const versions = await medicalRecords.versionsOf(ids);
    for (const record of records) {
      const own = versions.filter(({ record: id }) => id === record.id);
      const readable = own.filter(({ is_confidential }) => mayRead(actor, { ...record, is_confidential }));
      all.push({
        ...record,
        versions: readable.map(({ record: _record, ...version }) => version),
      });
    }
  }
  return all;
}
