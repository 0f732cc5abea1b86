import type { Treatment } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { searchText } from '../../lists/normalise.js';

/** What is written of a treatment; the names come from the users. */
export type NewTreatment = Omit<Treatment, 'id' | 'patient_name' | 'doctor_name'>;

/** The treatments of the hospital that was entered, and nothing for the whole platform. */
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
    ...plainFields<Treatment>(
      'treatments',
      ['id', 'created_at', 'updated_at', 'status', 'follow_up_required'],
      ['patient', 'doctor', 'appointment'],
    ),
    follow_up_date: {
      column: 'treatments.follow_up_date',
      value: (treatment) => treatment.follow_up_date,
      nullable: true,
    },
  },
  search: { columns: ['treatments.search_text'], text: treatmentSearchText },
};
