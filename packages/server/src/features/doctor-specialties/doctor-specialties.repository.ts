import type { DoctorSpecialty } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

/** What is written of an assignment: it is the tenant's, and the names are the doctor's and the specialty's. */
export type NewDoctorSpecialty = Omit<DoctorSpecialty, 'id' | 'hospital' | 'doctor_name' | 'specialty_name'>;

/** Which doctor of the tenant practises what. */
export interface DoctorSpecialtyRepository {
  find(id: number): Promise<DoctorSpecialty | undefined>;
  list(request: ListRequest): Promise<ListSlice<DoctorSpecialty>>;
  /** Throws `409 ALREADY_EXISTS` for a specialty that the doctor has. */
  insert(assignment: NewDoctorSpecialty): Promise<DoctorSpecialty>;
  update(id: number, change: Partial<NewDoctorSpecialty>): Promise<DoctorSpecialty | undefined>;
  /** Leaves the doctor without a primary specialty, as a change made at that time. */
  demotePrimary(doctor: number, at: string): Promise<void>;
  delete(id: number): Promise<void>;
}

export const doctorSpecialtyList: ListFields<DoctorSpecialty> = {
  fields: {
    ...plainFields<DoctorSpecialty>(
      'doctor_specialties',
      ['id', 'created_at', 'is_primary'],
      ['doctor', 'specialty'],
    ),
    years_of_experience: {
      column: 'doctor_specialties.years_of_experience',
      value: (assignment) => assignment.years_of_experience,
      nullable: true,
    },
  },
};
