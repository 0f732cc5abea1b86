import { MAX_ID } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import { foundHospital, makePlan, newPlan } from './things.js';
import { makePerson, makeUser, newUser, type World } from './world.js';

export const subscriptionPlanErrors: Provocations = {
  'subscriptionPlans.create': {
    ALREADY_EXISTS: {
      fields: ['name'],
      async make(world) {
        const { name } = await makePlan(world);
        return { body: { ...newPlan(), name }, token: world.superuser.token };
      },
    },
  },
  'subscriptionPlans.update': {
    ALREADY_EXISTS: {
      fields: ['slug'],
      async make(world) {
        const [{ id }, { slug }] = [await makePlan(world), await makePlan(world)];
        return { params: { id }, body: { slug }, token: world.superuser.token };
      },
    },
  },
  'subscriptionPlans.subscribe': {
    INVALID_REFERENCE: {
      fields: ['hospital'],
      make: async (world) => ({
        params: { id: (await makePlan(world)).id },
        body: { hospital: MAX_ID },
        token: world.superuser.token,
      }),
    },
  },
};

/** A hospital whose plan has no place for anyone else, and for no doctor at all. */
export function fullHospital(world: World) {
  return world.once('full hospital', async () => {
    const { client, superuser } = world;
    const { id, admin } = await foundHospital(world);
    const staff = await makePerson(client, superuser, { role: 'staff', hospital: id });
    const inactive = await makeUser(client, superuser, { role: 'staff', hospital: id });
    const { token } = admin;
    await client.succeed('users.deactivate', { params: { id: inactive.id }, token });
    const plan = await makePlan(world, { max_users: 2, max_doctors: 0 });
    await client.succeed('subscriptionPlans.subscribe', { params: { id: plan.id }, token });
    return { id, admin, staff, inactive };
  });
}

export const subscriptionPlanChecks = checksOf('subscriptionPlans', {
  'answers prices as decimal strings, however they are sent': async (world) => {
    for (const [price, shown] of [
      [49, '49.00'],
      [49.5, '49.50'],
      ['7', '7.00'],
      ['0.05', '0.05'],
    ]) {
      assertEqual((await makePlan(world, { price })).price, shown, `The price ${JSON.stringify(price)}`);
    }
    for (const price of ['49,00', '1e3', -1, '-1', 0.001]) {
      const request = { body: { ...newPlan(), price }, token: world.superuser.token };
      await world.client.refuse('subscriptionPlans.create', 'VALIDATION_ERROR', request);
    }
  },

  'gives a hospital one live subscription: a new one ends the old': async (world) => {
    const { client } = world;
    const { id: hospital, admin } = await foundHospital(world);
    const request = { params: { id: hospital }, token: admin.token };
    await client.refuse('hospitals.subscription', 'NOT_FOUND', request);
    const plans = [await makePlan(world, { trial_days: 14 }), await makePlan(world)];
    for (const [index, { id }] of plans.entries()) {
      const begun = await client.succeed('subscriptionPlans.subscribe', {
        params: { id },
        token: admin.token,
      });
      assertMatches(begun, { hospital, status: index === 0 ? 'trial' : 'active' }, 'The subscription');
      assertEqual(begun.trial_end === null, index > 0, 'Whether there is no trial');
      assertEqual((await client.succeed('hospitals.subscription', request)).id, begun.id, 'The live one');
    }
  },

  'takes a deleted plan off the list, and leaves its subscriptions': async (world) => {
    const { client, superuser } = world;
    const { id: hospital, admin } = await foundHospital(world);
    const { id, name } = await makePlan(world);
    const onPlan = { params: { id }, token: superuser.token };
    await client.succeed('subscriptionPlans.subscribe', { ...onPlan, token: admin.token });
    await client.succeed('subscriptionPlans.delete', onPlan);
    await client.refuse('subscriptionPlans.get', 'NOT_FOUND', onPlan);
    await client.refuse('subscriptionPlans.subscribe', 'NOT_FOUND', { ...onPlan, token: admin.token });
    const query = { search: name };
    const list = await client.succeed('subscriptionPlans.list', { query, token: admin.token });
    assertEqual(list.count, 0, 'The plans on the list');
    const live = { params: { id: hospital }, token: admin.token };
    assertEqual((await client.succeed('hospitals.subscription', live)).plan.id, id, 'The plan that goes on');
  },

  'refuses whoever the plan has no place for, in bulk as well': async (world) => {
    const { id, admin } = await fullHospital(world);
    const request = { body: { users: [newUser({ role: 'patient', hospital: id })] }, token: admin.token };
    const { created, results } = await world.client.succeed('users.bulk', request);
    const [result] = results;
    assert(result !== undefined && 'error' in result, 'Somebody was added to a hospital that is full');
    assertEqual([created, result.error.code], [0, 'PLAN_LIMIT_REACHED'], 'The result of bulk');
  },
});
