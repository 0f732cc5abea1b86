import type { ClinicalFields } from '@medcor/contract';

/** The clinical fields of patients, under row-level security: those of the hospital that was entered. */
export interface PatientRepository {
  find(user: number): Promise<ClinicalFields | undefined>;
  /** Makes or changes them; fields that are not given keep what they hold. */
  save(user: number, fields: Partial<ClinicalFields>): Promise<void>;
}
