import {
  contract,
  type DoctorSpecialty,
  type DoctorSpecialtyCreate,
  type DoctorSpecialtyUpdate,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found, invalidReference } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { type Access, chosenHospital, permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { assertNamedHospital } from '../hospitals/references.js';
import { referredUser } from '../users/references.js';
import { assertMayUpdate } from './doctor-specialties.policy.js';
import { doctorSpecialtyList } from './doctor-specialties.repository.js';

interface DoctorSpecialtyFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly doctor?: number | undefined;
  readonly specialty?: number | undefined;
  readonly is_primary?: boolean | undefined;
}

export type DoctorSpecialtyService = ReturnType<typeof createDoctorSpecialtyService>;

export function createDoctorSpecialtyService({ database, pager, clock }: ServicePorts) {
  const find = async (access: Access, id: number): Promise<DoctorSpecialty> =>
    found(await database.read(access.tenant, ({ doctorSpecialties }) => doctorSpecialties.find(id)));

  return {
    list(actor: Actor, query: DoctorSpecialtyFilters) {
      const hospital = chosenHospital(permit(actor, 'doctor-specialties.read'), query.hospital);
      const where = [
        equals('doctor', query.doctor),
        equals('specialty', query.specialty),
        equals('is_primary', query.is_primary),
      ];
      return database.read(hospital, async (repositories) => {
        await assertNamedHospital(repositories, query.hospital);
        const { list } = repositories.doctorSpecialties;
        return pager(contract.doctorSpecialties.list, query, doctorSpecialtyList, where, list);
      });
    },

    async get(actor: Actor, id: number): Promise<DoctorSpecialty> {
      return find(permit(actor, 'doctor-specialties.read'), id);
    },

    /** Throws `409 ALREADY_EXISTS` for a specialty that the doctor has. */
    async create(actor: Actor, body: DoctorSpecialtyCreate): Promise<DoctorSpecialty> {
      const { hospital: named, ...fields } = body;
      const hospital = chosenHospital(permit(actor, 'doctor-specialties.manage'), named);
      return database.transaction(hospital, async (transaction) => {
        await assertNamedHospital(transaction, named);
        await transaction.lock(['doctor', body.doctor]);
        await referredUser(transaction, 'doctor', body.doctor, 'doctor');
        const specialty = await transaction.specialties.find(body.specialty);
        if (!specialty?.is_active) {
          throw invalidReference('specialty', 'There is no active specialty with this id.');
        }
        const at = clock().toISOString();
        if (body.is_primary) await transaction.doctorSpecialties.demotePrimary(body.doctor, at);
        return transaction.doctorSpecialties.insert({
          is_primary: false,
          years_of_experience: null,
          certification_date: null,
          ...given(fields),
          created_at: at,
          updated_at: at,
        });
      });
    },

    async update(actor: Actor, id: number, change: DoctorSpecialtyUpdate): Promise<DoctorSpecialty> {
      const access = permit(actor, 'doctor-specialties.update');
      const { hospital, doctor } = await find(access, id);
      assertMayUpdate(access, actor, { doctor });
      return database.transaction(hospital, async (transaction) => {
        await transaction.lock(['doctor', doctor]);
        const at = clock().toISOString();
        if (change.is_primary) await transaction.doctorSpecialties.demotePrimary(doctor, at);
        return found(await transaction.doctorSpecialties.update(id, { ...given(change), updated_at: at }));
      });
    },

    async delete(actor: Actor, id: number): Promise<void> {
      const { hospital } = await find(permit(actor, 'doctor-specialties.manage'), id);
      await database.transaction(hospital, ({ doctorSpecialties }) => doctorSpecialties.delete(id));
    },
  };
}
