import { initClient } from '@ts-rest/core';
import { expect, expectTypeOf, test } from 'vitest';
import { type Appointment, contract } from '../src/index.js';

test('the contract serves the client of ts-rest', async () => {
  const requests: { method: string; path: string }[] = [];
  const appointment = contract.appointments.list.metadata.examples.response;
  const client = initClient(contract, {
    baseUrl: 'http://localhost:8002',
    baseHeaders: {},
    api: async ({ method, path }) => {
      requests.push({ method, path });
      return { status: 200, body: appointment, headers: new Headers() };
    },
  });

  const answer = await client.appointments.list({ query: { doctor: 2, page_size: 50 } });

  expect(requests).toEqual([
    { method: 'GET', path: 'http://localhost:8002/api/appointments/?doctor=2&page_size=50' },
  ]);
  if (answer.status !== 200) throw new Error(`The status is ${answer.status}.`);
  expectTypeOf(answer.body.results).toEqualTypeOf<Appointment[]>();
  expect(answer.body.results.map(({ id, doctor }) => [id, doctor])).toEqual([[1, 2]]);
});
