import type { Prescription } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';

/** What is written of a prescription; whom it is for is the treatment's to say. */
export type NewPrescription = Omit<Prescription, 'id' | 'patient'>;

/** The prescriptions of the hospital that was entered, and nothing for the whole platform. */
export interface PrescriptionRepository {
  find(id: number): Promise<Prescription | undefined>;
  /** As `find`, and holds the prescription until the transaction ends. */
  findForUpdate(id: number): Promise<Prescription | undefined>;
  list(treatment: number, request: ListRequest): Promise<ListSlice<Prescription>>;
  listForPatient(patient: number, request: ListRequest): Promise<ListSlice<Prescription>>;
  /** Answers the new prescription's id. */
  insert(prescription: NewPrescription): Promise<number>;
  update(id: number, prescription: NewPrescription): Promise<void>;
}

/** The text under which a prescription is found. */
export function prescriptionSearchText(
  prescription: Pick<Prescription, 'medication_name' | 'instructions'>,
): string {
  return searchText(prescription.medication_name, prescription.instructions);
}

export const prescriptionList: ListFields<Prescription> = {
  fields: {
    ...plainFields<Prescription>('prescriptions', ['id', 'created_at', 'status']),
    medication_name: {
      column: 'prescriptions.medication_name_sort',
      value: (prescription) => normalise(prescription.medication_name),
    },
  },
  search: { columns: ['prescriptions.search_text'], text: prescriptionSearchText },
};
