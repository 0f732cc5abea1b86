import type { BulkHospital } from '../db/bulk-store.js';
import {
  type Household,
  inventAdmin,
  inventClinicalFields,
  inventEmployee,
  inventPatient,
} from './people.js';
import type { Random } from './random.js';
import { addAll, addClinicalFields, type SeedAccount } from './seed-rows.js';

/** An account that was added. */
export interface Member {
  readonly id: number;
  readonly email: string;
}

/** Those who are there whatever the size of the hospital. */
export async function addEmployees(
  hospital: BulkHospital,
  household: Household,
  random: Random,
  { isSuperuser }: { isSuperuser: boolean },
): Promise<{ admin: Member; nurse: Member; frontDesk: Member }> {
  const add = async (account: SeedAccount): Promise<Member> => {
    const [member] = await addAll(hospital, 'users', [account]);
    if (!member) throw new Error('An account was not added.');
    return member;
  };
  return {
    admin: await add({ ...inventAdmin(household, random), is_superuser: isSuperuser }),
    nurse: await add(inventEmployee('nurse', 'Nursing', household, random)),
    frontDesk: await add(inventEmployee('staff', 'Front desk', household, random)),
  };
}

export async function addPatients(
  hospital: BulkHospital,
  household: Household,
  random: Random,
  count: number,
): Promise<Member[]> {
  const accounts = Array.from({ length: count }, () => inventPatient(household, random));
  const patients = await addAll(hospital, 'users', accounts);
  await addClinicalFields(
    hospital,
    patients.map(({ id }) => ({ ...inventClinicalFields(random), user_id: id })),
  );
  return patients;
}
