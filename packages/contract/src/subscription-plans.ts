import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, Money, MoneyOut, NoContent, optionalText, TimestampOut, text } from './shared/fields.js';
import { pagedList, searchFilter } from './shared/lists.js';

export const PlanType = z
  .enum(['free', 'basic', 'professional', 'enterprise', 'custom'])
  .register(components, { id: 'PlanType' });
export const BillingCycle = z
  .enum(['monthly', 'quarterly', 'semi_annual', 'annual', 'one_time'])
  .register(components, { id: 'BillingCycle' });

/** What a hospital can subscribe to. */
export const SubscriptionPlan = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    slug: z.string(),
    plan_type: PlanType,
    description: z.string().nullable(),
    price: MoneyOut,
    currency: z.string().describe('ISO 4217 code.'),
    billing_cycle: BillingCycle,
    trial_days: z.int(),
    max_users: z.int().nullable().describe('Active users of every role, patients too; `null`: no limit.'),
    max_doctors: z.int().nullable().describe('Active doctors; `null`: no limit.'),
    max_patients: z.int().nullable().describe('Active patients; `null`: no limit.'),
    features: z.array(z.string()),
    is_active: z.boolean(),
    display_order: z.int(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'SubscriptionPlan' });
export type SubscriptionPlan = z.output<typeof SubscriptionPlan>;

const Limit = z.int().min(0).max(10_000_000).nullable();

const planFields = {
  name: text(100),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .max(100)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower-case words joined by "-".'),
  plan_type: PlanType,
  description: optionalText(5000),
  price: Money,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "USD".'),
  billing_cycle: BillingCycle,
  trial_days: z.int().min(0).max(365),
  max_users: Limit,
  max_doctors: Limit,
  max_patients: Limit,
  features: z.array(text(200)).max(100),
  is_active: z.boolean(),
  display_order: z.int().min(0).max(10_000),
};

export const SubscriptionPlanUpdate = z
  .strictObject(planFields)
  .partial()
  .register(components, { id: 'SubscriptionPlanUpdate' });
export type SubscriptionPlanUpdate = z.output<typeof SubscriptionPlanUpdate>;

export const SubscriptionPlanCreate = z
  .strictObject(planFields)
  .partial()
  .required({ name: true, plan_type: true, price: true, billing_cycle: true })
  .register(components, { id: 'SubscriptionPlanCreate' });
export type SubscriptionPlanCreate = z.output<typeof SubscriptionPlanCreate>;

/** A hospital's subscription to a plan. */
export const Subscription = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    plan: SubscriptionPlan,
    status: z.enum(['trial', 'active', 'ended']),
    current_period_start: TimestampOut.describe('Periods follow one another until the subscription ends.'),
    current_period_end: TimestampOut.nullable().describe('`null` for a one-time plan.'),
    trial_end: TimestampOut.nullable(),
    created_at: TimestampOut,
  })
  .register(components, { id: 'Subscription' });
export type Subscription = z.output<typeof Subscription>;

export const Subscribe = z
  .strictObject({ hospital: Id.optional().describe('Defaults to your own hospital.') })
  .register(components, { id: 'Subscribe' });

const pathParams = z.strictObject({ id: Id });

const planExample: SubscriptionPlan = {
  id: 1,
  name: 'Professional',
  slug: 'professional',
  plan_type: 'professional',
  description: null,
  price: '49.00',
  currency: 'USD',
  billing_cycle: 'monthly',
  trial_days: 14,
  max_users: null,
  max_doctors: 20,
  max_patients: 5000,
  features: ['Video visits'],
  is_active: true,
  display_order: 0,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

export const subscriptionExample: Subscription = {
  id: 1,
  hospital: 1,
  plan: planExample,
  status: 'trial',
  current_period_start: '2025-01-20T09:00:00.000Z',
  current_period_end: '2025-02-20T09:00:00.000Z',
  trial_end: '2025-02-03T09:00:00.000Z',
  created_at: '2025-01-20T09:00:00.000Z',
};

export const subscriptionPlans = {
  list: endpoint({
    ...pagedList({
      item: SubscriptionPlan,
      name: 'SubscriptionPlan',
      filters: {
        ...searchFilter,
        plan_type: PlanType.optional(),
        billing_cycle: BillingCycle.optional(),
        is_active: z.boolean().optional(),
      },
      ordering: ['display_order', 'name', 'created_at'],
      defaultOrdering: 'display_order,id',
    }),
    path: '/api/subscription-plans/',
    summary: 'List subscription plans',
    description: 'The plans of the platform, in the order in which they are to be shown.',
    permission: 'plans.read',
    examples: { response: { count: 1, next: null, previous: null, results: [planExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/subscription-plans/',
    summary: 'Create a subscription plan',
    description: 'Adds a plan that hospitals can subscribe to.',
    permission: 'plans.write',
    body: SubscriptionPlanCreate,
    success: { 201: SubscriptionPlan },
    errors: ['ALREADY_EXISTS'],
    examples: {
      request: { name: 'Professional', plan_type: 'professional', price: '49.00', billing_cycle: 'monthly' },
      response: planExample,
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/subscription-plans/:id/',
    pathParams,
    summary: 'Get a subscription plan',
    description: 'One plan of the platform.',
    permission: 'plans.read',
    success: { 200: SubscriptionPlan },
    examples: { response: planExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/subscription-plans/:id/',
    pathParams,
    summary: 'Update a subscription plan',
    description: 'Changes the fields that are sent; running subscriptions take up the new limits at once.',
    permission: 'plans.write',
    body: SubscriptionPlanUpdate,
    success: { 200: SubscriptionPlan },
    errors: ['ALREADY_EXISTS'],
    examples: { request: { price: '59.00' }, response: { ...planExample, price: '59.00' } },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/subscription-plans/:id/',
    pathParams,
    summary: 'Delete a subscription plan',
    description: 'Takes the plan off the list; running subscriptions to it go on.',
    permission: 'plans.write',
    success: { 204: NoContent },
  }),
  subscribe: endpoint({
    method: 'POST',
    path: '/api/subscription-plans/:id/subscribe/',
    pathParams,
    summary: 'Subscribe to a plan',
    description:
      'Starts a subscription of your hospital (a superuser may name another). A hospital has one live ' +
      'subscription: a new one ends the old. What the hospital has beyond the plan stays; nothing is added to it.',
    permission: 'plans.subscribe',
    body: Subscribe,
    success: { 201: Subscription },
    errors: ['INVALID_REFERENCE'],
    events: ['subscription.created'],
    examples: { request: {}, response: subscriptionExample },
  }),
};
