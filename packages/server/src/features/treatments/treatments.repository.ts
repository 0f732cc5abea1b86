import type { Treatment } from '@medcor/contract';
import type { ListFields, ListRequest, ListSlice } from '../../lists/list-fields.js';
import { searchText } from '../../lists/normalise.js';

/** What is written of a treatment; the names come from the users. */
export type NewTreatment = Omit<Treatment, 'id' | 'patient_name' | 'doctor_name'>;

/** The treatments of one hospital; in a transaction, and nothing for the whole platform. */
export interface TreatmentRepository {
  find(id: number): Promise<Treatment | undefined>;
  /** As `find`, and holds the treatment until the transaction ends: changes of it come one after the other. */
  findForUpdate(id: number): Promise<Treatment | undefined>;
  list(request: ListRequest): Promise<ListSlice<Treatment>>;
  /** Answers the new treatment's id. */
  insert(treatment: NewTreatment): Promise<number>;
  update(id: number, treatment: NewTreatment): Promise<void>;
}

/** The text under which a treatment is found. */
export function treatmentSearchText(
  treatment: Pick<Treatment, 'diagnosis' | 'treatment_plan' | 'notes'>,
): string {
  return searchText(treatment.diagnosis, treatment.treatment_plan, treatment.notes);
}

export const treatmentList: ListFields<Treatment> = {
  fields: {
    id: { column: 'treatments.id', value: (treatment) => treatment.id },
    created_at: { column: 'treatments.created_at', value: (treatment) => treatment.created_at },
    updated_at: { column: 'treatments.updated_at', value: (treatment) => treatment.updated_at },
    follow_up_date: {
      column: 'treatments.follow_up_date',
      value: (treatment) => treatment.follow_up_date,
      nullable: true,
    },
    patient: { column: 'treatments.patient_id', value: (treatment) => treatment.patient },
    doctor: { column: 'treatments.doctor_id', value: (treatment) => treatment.doctor },
    appointment: { column: 'treatments.appointment_id', value: (treatment) => treatment.appointment },
    status: { column: 'treatments.status', value: (treatment) => treatment.status },
    follow_up_required: {
      column: 'treatments.follow_up_required',
      value: (treatment) => treatment.follow_up_required,
    },
  },
  search: { columns: ['treatments.search_text'], text: treatmentSearchText },
};
