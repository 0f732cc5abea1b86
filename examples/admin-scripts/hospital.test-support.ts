import { unique } from '../../packages/server/testing/fixture.js';
import type { HttpClient } from '../../packages/server/testing/http-client.js';

const password = 'Correct-Horse-7!';

/** A new hospital in New Zealand, where the clocks go forward at the end of September, and its administrator. */
export interface Hospital {
  /** A fresh token of the administrator's. */
  signIn(): Promise<string>;
  /** Adds somebody, and answers what the API does. */
  add(token: string, role: string, first_name: string, last_name: string): Promise<AddedUser>;
}

export interface AddedUser {
  readonly id: number;
  readonly created_at: string;
}

export async function openHospital(api: HttpClient, superuser: string): Promise<Hospital> {
  const { id } = await api.post(
    '/api/hospitals/',
    {
      name: unique('Lakeside Hospital '),
      city: 'Auckland',
      state: 'AUK',
      country: 'NZ',
      hospital_type: 'general',
      contact_email: 'office@example.org',
      contact_phone: '+1-555-0100',
      timezone: 'Pacific/Auckland',
    },
    superuser,
  );
  const email = `${unique('head')}@example.org`;
  const admin = { email, password, first_name: 'Aroha', last_name: 'Head', role: 'admin', hospital: id };
  await api.post('/api/auth/users/', admin, superuser);
  return {
    signIn: async () => (await api.post('/api/auth/login/', { email, password })).tokens.access,
    add: (token, role, first_name, last_name) => {
      const user = { email: `${unique(role)}@example.org`, password, first_name, last_name, role };
      return api.post('/api/auth/users/', user, token);
    },
  };
}
