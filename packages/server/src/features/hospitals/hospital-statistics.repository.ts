import type { AppointmentStatus, HospitalStatistics, Role } from '@medcor/contract';
import type * as z from 'zod/v4';

export type HospitalFigures = z.output<typeof HospitalStatistics>;

/** How many appointments start within a stretch of time. */
export interface BookedStretch {
  readonly all: number;
  /** Those that hold their slot: neither cancelled nor missed. */
  readonly live: number;
}

/** What is open or under way at one moment, and how many records are kept. */
export type OpenWork = Pick<
  HospitalFigures,
  'available_slots' | 'medical_records' | 'active_treatments' | 'active_prescriptions'
>;

/** Counts over all that a tenant has. Clinical tables are counted too: ask within a hospital's transaction. */
export interface HospitalStatisticsRepository {
  /** Active users. */
  usersByRole(): Promise<Record<Role, number>>;
  appointmentsByStatus(): Promise<Record<AppointmentStatus, number>>;
  /** What starts from each of the instants until the next one; there is one stretch less than instants. */
  appointmentsBetween(instants: readonly string[]): Promise<BookedStretch[]>;
  openWork(now: string): Promise<OpenWork>;
}

/** Statuses of a treatment that goes on. */
export const activeTreatmentStatuses: readonly string[] = ['planned', 'in_progress', 'on_hold'];
