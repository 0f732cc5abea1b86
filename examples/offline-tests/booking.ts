import { ConflictError, ConnectionError, type MedCor } from '@medcor/sdk';

/** What a page shows when somebody has tried to book. */
export type Booking =
  | { readonly state: 'booked'; readonly with: string; readonly at: string }
  | { readonly state: 'taken'; readonly message: string }
  | { readonly state: 'offline'; readonly message: string };

/** The part of a front end that is tried out here: books the first free slot of a doctor. */
export async function bookFirst(medcor: MedCor, doctor: number): Promise<Booking> {
  try {
    const [slot] = await medcor.availabilitySlots
      .list({ doctor, is_available: true, ordering: 'start_time' })
      .toArray({ limit: 1 });
    if (!slot) return { state: 'taken', message: 'There is no free time left.' };
    const { doctor_name, start_time } = await medcor.appointments.create({ doctor, slot: slot.id });
    return { state: 'booked', with: doctor_name, at: start_time };
  } catch (error) {
    if (error instanceof ConflictError) {
      return { state: 'taken', message: 'Somebody was faster. Please choose another time.' };
    }
    if (error instanceof ConnectionError) {
      // The answer may be what was lost, and the booking done.
      return {
        state: 'offline',
        message: 'The connection was lost. Look whether you are booked, then try again.',
      };
    }
    throw error;
  }
}
