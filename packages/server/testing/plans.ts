import type { NewPlan } from '../src/features/subscription-plans/subscription-plans.repository.js';
import { createPerson, type Person, unique } from './fixture.js';
import type { TestApi } from './test-api.js';

/** A plan without limits or a trial, under a name that no other one has. */
export function newPlan(fields: Partial<NewPlan> = {}): NewPlan {
  const at = '2025-01-20T09:00:00.000Z';
  return {
    name: unique('Plan '),
    slug: unique('plan-of-tests-'),
    plan_type: 'basic',
    description: null,
    price: '49.00',
    currency: 'USD',
    billing_cycle: 'monthly',
    trial_days: 0,
    max_users: null,
    max_doctors: null,
    max_patients: null,
    features: [],
    is_active: true,
    display_order: 0,
    created_at: at,
    updated_at: at,
    ...fields,
  };
}

/** Adds a plan, as a superuser would, and answers its id. */
export async function insertPlan(api: TestApi, fields: Partial<NewPlan> = {}): Promise<number> {
  const { id } = await api.database.transaction('platform', ({ subscriptionPlans }) =>
    subscriptionPlans.insert(newPlan(fields)),
  );
  return id;
}

/** A hospital with nobody but an admin, and without a subscription. */
export async function newHospital(api: TestApi, token: string): Promise<{ id: number; admin: Person }> {
  const hospital = {
    name: unique('Subscriber '),
    city: 'Springfield',
    state: 'IL',
    country: 'USA',
    hospital_type: 'clinic',
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
  };
  const { id } = await api.post('/api/hospitals/', hospital, token);
  return { id, admin: await createPerson(api, token, { role: 'admin', hospital: id }) };
}
