import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf } from './check.js';
import { writeRecord } from './things.js';

export const auditLogChecks = checksOf('auditLog', {
  'shows patients who looked at their data, and admins who did what': async (world) => {
    const { client, second } = world;
    const { id } = await writeRecord(world, second, {}, second.doctor);
    const headers = { 'X-Request-Id': `look-at-${id}` };
    await client.succeed('medicalRecords.get', { params: { id }, token: second.nurse.token, headers });
    for (const { token } of [second.patient, second.admin]) {
      const query = { patient: second.patient.id, actor: second.nurse.id };
      const { results } = await client.succeed('auditLog.list', { query, token });
      const expected = {
        actor: second.nurse.id,
        actor_role: 'nurse',
        resource_id: `${id}`,
        patient: second.patient.id,
        hospital: second.id,
        outcome: 'success',
        request_id: headers['X-Request-Id'],
      };
      assertMatches(results[0], expected, 'The newest line');
    }
    const { results } = await client.succeed('auditLog.list', { token: second.otherPatient.token });
    assert(
      results.every(({ patient }) => patient === second.otherPatient.id),
      "Another's lines are listed",
    );
  },

  'tells of refusals': async (world) => {
    const { client, second } = world;
    const { id } = await writeRecord(world, second);
    await client.refuse('medicalRecords.get', 'PERMISSION_DENIED', {
      params: { id },
      token: second.staff.token,
    });
    const query = { actor: second.staff.id, outcome: 'denied' };
    const { count } = await client.succeed('auditLog.list', { query, token: second.admin.token });
    assertEqual(count, 1, 'The refusals of the front desk');
  },
});

export const systemChecks = checksOf('system', {
  'says how it is, without a token': async ({ client }) => {
    assertEqual((await client.succeed('system.live')).status, 'ok', 'Whether it is alive');
    assertEqual((await client.succeed('system.ready')).status, 'ok', 'Whether it is ready');
    assertEqual((await client.succeed('system.health')).checks.database, 'ok', 'Its database');
  },
});
