import type { NewAccount } from '../users/users.repository.js';

const at = '2025-01-20T09:00:00.000Z';
let serial = 0;

/** An account for a test: an active doctor of hospital 1 with nothing known of them, but for what is given. */
export function testAccount(fields: Partial<NewAccount> = {}): NewAccount {
  serial += 1;
  return {
    email: `doctor${serial}@hospital.com`,
    username: `doctor${serial}`,
    password_hash: 'not a hash',
    role: 'doctor',
    hospital: 1,
    is_superuser: false,
    is_active: true,
    first_name: 'Jane',
    last_name: 'Smith',
    phone_number: null,
    date_of_birth: null,
    gender: null,
    department: null,
    license_number: null,
    years_of_experience: null,
    address: null,
    bio: null,
    emergency_contact_name: null,
    emergency_contact_phone: null,
    preferred_language: null,
    timezone: null,
    last_login: null,
    created_at: at,
    updated_at: at,
    ...fields,
  };
}
