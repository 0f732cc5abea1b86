import { createPerson, type Fixture, type Person, populate } from '../../../testing/fixture.js';
import type { CallOptions, HttpClient, TestResponse } from '../../../testing/http-client.js';
import type { Clock } from '../../ports.js';
import { dayOf, plusDays } from '../../zoned-time.js';

export const slotsPath = '/api/appointments/availability-slots/';

export interface ChatFixture extends Fixture {
  readonly api: HttpClient;
  readonly patient: Person;
  readonly doctor: Person;
  readonly dermatologist: Person;
  /** Next Monday's: 09:00, 10:00 and 15:00 with the cardiologist. */
  readonly slots: readonly number[];
  readonly monday: string;
  say(who: Person, body: Record<string, unknown>, options?: CallOptions): Promise<TestResponse>;
  /** Says it, and answers the reply's body; fails unless it was answered. */
  reply(who: Person, message: string, session?: string): Promise<TestResponse['body']>;
  openSlots(doctor: Person, day: string, hours: readonly number[]): Promise<number[]>;
}

/** Two hospitals; in the first a cardiologist, a dermatologist and a patient, and slots on the next Monday. */
export async function chatFixture(api: HttpClient & { readonly clock: Clock }): Promise<ChatFixture> {
  const fixture = await populate(api);
  const { first, superuser } = fixture;
  const hospital = first.id;
  const doctorOf = async (first_name: string, last_name: string, specialty: number) => {
    const doctor = await createPerson(api, superuser.token, {
      role: 'doctor',
      hospital,
      first_name,
      last_name,
    });
    const body = { doctor: doctor.id, specialty, is_primary: true };
    await api.post('/api/specialty/doctor-specialties/', body, first.admin.token);
    return doctor;
  };
  const doctor = await doctorOf('Jane', 'Smith', 5);
  const dermatologist = await doctorOf('Robert', 'Wilson', 6);
  const patient = await createPerson(api, superuser.token, {
    role: 'patient',
    hospital,
    last_name: 'Lovelace',
  });

  const today = dayOf(api.clock(), 'UTC');
  const ahead = (8 - new Date(today).getUTCDay()) % 7 || 7;
  const monday = plusDays(today, ahead);
  const openSlots = async (whose: Person, day: string, hours: readonly number[]) => {
    const ids: number[] = [];
    for (const hour of hours) {
      const at = (later: number) => `${day}T${String(hour + later).padStart(2, '0')}:00:00Z`;
      const body = { doctor: whose.id, start_time: at(0), end_time: at(1) };
      ids.push(Number((await api.post(slotsPath, body, first.admin.token)).id));
    }
    return ids;
  };
  const slots = await openSlots(doctor, monday, [9, 10, 15]);
  const say: ChatFixture['say'] = (who, body, options = {}) =>
    api.call('POST', '/api/chat/', { token: who.token, body, ...options });
  return {
    ...fixture,
    api,
    patient,
    doctor,
    dermatologist,
    slots,
    monday,
    openSlots,
    say,
    async reply(who, message, session) {
      const { status, body } = await say(who, {
        message,
        ...(session !== undefined && { session_id: session }),
      });
      if (status !== 200) throw new Error(`"${message}" was answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },
  };
}
