import { describe, expect, it } from 'vitest';
import { readSeedOptions } from './seed-options.js';

describe('the numbers of a seed', () => {
  it('are small unless they are said', () => {
    expect(readSeedOptions({})).toEqual({ doctors: 8, patients: 25, appointments: 60, seed: 1 });
    const said = { doctors: '50', patients: '5000', appointments: '100000', seed: '42' };
    expect(readSeedOptions(said)).toEqual({ doctors: 50, patients: 5000, appointments: 100_000, seed: 42 });
  });

  it('make no appointments for want of anybody to have them', () => {
    expect(readSeedOptions({ doctors: '0' }).appointments).toBe(0);
  });

  it.each([
    [{ doctors: '-1' }, '--doctors must be a whole number from 0 to 1000, not "-1".'],
    [{ doctors: '1001' }, '--doctors must be a whole number from 0 to 1000, not "1001".'],
    [{ patients: 'many' }, '--patients must be a whole number from 0 to 100000, not "many".'],
    [{ patients: '' }, '--patients must be a whole number from 0 to 100000, not "".'],
    [{ appointments: '1.5' }, '--appointments must be a whole number from 0 to 1000000, not "1.5".'],
    [{ seed: '4294967296' }, '--seed must be a whole number from 0 to 4294967295, not "4294967296".'],
    [{ patients: '0', appointments: '1' }, '--appointments needs a doctor and a patient at least.'],
    [
      { doctors: '2', patients: '1', appointments: '27301' },
      /^--appointments must be at most 27300 for 2 doc/,
    ],
  ])('are refused where they cannot be: %j', (given, message) => {
    expect(() => readSeedOptions(given)).toThrow(message);
  });

  it('can be the most that there is room for', () => {
    expect(readSeedOptions({ doctors: '2', patients: '1', appointments: '27300' }).appointments).toBe(27_300);
  });
});
