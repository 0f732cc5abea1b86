import { MedCor } from '@medcor/sdk';
import { createMockApi } from '@medcor/sdk/mock/fetch';
import { expect, it } from 'vitest';
import { openTestApi } from '../../packages/server/testing/test-api.js';
import { walk } from './quickstart.mjs';

const steps = [
  '1.1 Create a hospital',
  '2.1 Register its administrator',
  '2.2 Sign in',
  '3.1 Create a doctor',
  '3.2 Assign cardiology to the doctor',
  '3.3 Create a patient',
  '4.1 Open a slot',
  '4.2 Write a medical record',
  '5.1 Book an appointment',
  '5.2 Record a treatment',
  '5.3 Issue a prescription',
];

async function stepsWith(medcor: MedCor): Promise<string[]> {
  const told: string[] = [];
  await walk(medcor, (step) => void told.push(step));
  return told;
}

it('leads from an empty installation to a prescription', async () => {
  const api = await openTestApi('PostgreSQL');
  try {
    expect(await stepsWith(new MedCor({ baseUrl: api.url }))).toEqual(steps);
    // It is for an installation that nobody has claimed.
    await expect(stepsWith(new MedCor({ baseUrl: api.url }))).rejects.toMatchObject({ status: 401 });
  } finally {
    await api.close();
  }
});

it('does the same on the mock', async () => {
  const { baseUrl, fetch } = createMockApi({ seed: 'empty' });
  expect(await stepsWith(new MedCor({ baseUrl, fetch }))).toEqual(steps);
});
