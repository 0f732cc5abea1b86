import { type Attachment, type AttachmentType, attachmentTypes, contract } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import type { FileAnswer, UploadedFile } from '../../edge/exchange.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { FileStore, ServicePorts, StoredFile } from '../../ports.js';
import type { Repositories } from '../repositories.js';
import { attachmentFilename } from './attachment-filename.js';
import { attachmentList } from './attachments.repository.js';
import { type ClinicalAccess, permitClinical, permitClinicalRead } from './clinical-access.js';
import { assertMayWrite } from './medical-records.policy.js';
import type { MedicalRecordService } from './medical-records.service.js';

interface AttachmentPorts extends ServicePorts {
  readonly files: FileStore;
  readonly medicalRecords: MedicalRecordService;
}

export type AttachmentService = ReturnType<typeof createAttachmentService>;

export function createAttachmentService({ database, pager, clock, files, medicalRecords }: AttachmentPorts) {
  async function assertWritable(repositories: Repositories, access: ClinicalAccess, record: number) {
    assertMayWrite(access.actor, await medicalRecords.readable(repositories, access, record));
  }

  return {
    list(actor: Actor, record: number, query: ListQuery): Promise<Page<Attachment>> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async (repositories) => {
        await medicalRecords.readable(repositories, access, record);
        return pager(contract.medicalRecords.listAttachments, query, attachmentList, [], (request) =>
          repositories.attachments.list(record, request),
        );
      });
    },

    /**
     * Takes the file in only once it is known that it may be added, and asks again when it has arrived: that may
     * take minutes, in which no transaction is kept open.
     */
    async add(actor: Actor, record: number, readFile: () => Promise<UploadedFile>): Promise<Attachment> {
      const access = permitClinical(actor, 'attachments.add');
      await database.unrecorded(access.hospital, (repositories) =>
        assertWritable(repositories, access, record),
      );
      const upload = await readFile();
      const filename = attachmentFilename(upload.filename);
      const file = await files.put(filename, upload.content);
      try {
        const content_type = attachmentType(file);
        return await database.transaction(access.hospital, async (repositories) => {
          await assertWritable(repositories, access, record);
          return repositories.attachments.insert({
            record,
            filename,
            content_type,
            size: file.size,
            sha256: file.sha256,
            storage_key: file.key,
            uploaded_by: actor.id,
            created_at: clock().toISOString(),
          });
        });
      } catch (error) {
        // Why the upload failed matters more than that its file could not be removed either.
        await files.remove(file.key).catch(() => undefined);
        throw error;
      }
    },

    async download(actor: Actor, record: number, id: number): Promise<FileAnswer> {
      const access = permitClinicalRead(actor);
      const attachment = await database.readClinical(access.tenant, async (repositories) => {
        await medicalRecords.readable(repositories, access, record);
        return found(await repositories.attachments.find(record, id));
      });
      const { filename, content_type: contentType, size, storage_key: key } = attachment;
      return { filename, contentType, size, content: await files.open(key) };
    },

    async delete(actor: Actor, record: number, id: number): Promise<void> {
      const access = permitClinical(actor, 'clinical.write');
      await database.transaction(access.hospital, async (repositories) => {
        await assertWritable(repositories, access, record);
        const existed = await repositories.attachments.delete(record, id, clock().toISOString());
        if (!existed) throw new ApiError('NOT_FOUND');
      });
    },
  };
}

/** What a store made of a file has to be something that the contract lists. */
function attachmentType({ contentType }: StoredFile): AttachmentType {
  const type = attachmentTypes.find((allowed) => allowed === contentType);
  if (!type) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
  return type;
}
