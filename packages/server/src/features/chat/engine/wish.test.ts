import { describe, expect, it } from 'vitest';
import { plainText } from './utterance.js';
import { isWithinHours, wishIn } from './wish.js';

const now = new Date('2025-01-16T14:00:00Z');
const newYork = { now, timezone: 'America/New_York' };
const read = (text: string, reference = newYork) => wishIn(plainText(text), reference);

describe('when somebody asks to come', () => {
  it.each([
    ['on Monday morning', '2025-01-20T10:00:00.000Z', '2025-01-20T17:00:00.000Z'],
    ['on the 20th at 9am', '2025-01-20T14:00:00.000Z', '2025-01-20T14:01:00.000Z'],
    ['the day after tomorrow', '2025-01-18T05:00:00.000Z', '2025-01-19T05:00:00.000Z'],
    ['tomorrow at half past nine', '2025-01-17T14:30:00.000Z', '2025-01-17T14:31:00.000Z'],
    ['Friday at nine thirty a m', '2025-01-17T14:30:00.000Z', '2025-01-17T14:31:00.000Z'],
    ['next week', '2025-01-20T05:00:00.000Z', '2025-01-27T05:00:00.000Z'],
    ['this weekend', '2025-01-18T05:00:00.000Z', '2025-01-20T05:00:00.000Z'],
    ['next month', '2025-02-01T05:00:00.000Z', '2025-03-01T05:00:00.000Z'],
    ['on the 5th of february', '2025-02-05T05:00:00.000Z', '2025-02-06T05:00:00.000Z'],
    ['Monday, January 20 at 09:00', '2025-01-20T14:00:00.000Z', '2025-01-20T14:01:00.000Z'],
    ['thursday at 3', '2025-01-23T20:00:00.000Z', '2025-01-23T20:01:00.000Z'],
    ['before noon tomorrow', '2025-01-17T05:00:00.000Z', '2025-01-17T17:00:00.000Z'],
  ])('reads %s', (text, from, to) => {
    expect(read(text)).toMatchObject({ from, to });
  });

  it.each(['the first one', 'book 2', 'may i come', 'hello', 'dr may please'])(
    'finds no time in %s',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('takes the days of the hospital, a daylight-saving day of 23 hours among them', () => {
    const march = { now: new Date('2025-03-08T12:00:00Z'), timezone: 'America/New_York' };
    const wish = read('tomorrow', march);
    expect(wish).toMatchObject({ from: '2025-03-09T05:00:00.000Z', to: '2025-03-10T04:00:00.000Z' });
    expect(read('tomorrow at 2:30', march)?.from).toBe('2025-03-09T18:30:00.000Z');
  });

  it('looks past the end of a month of 31 days', () => {
    const january = { now: new Date('2025-01-31T12:00:00Z'), timezone: 'UTC' };
    expect(read('on the 30th', january)?.from).toBe('2025-03-30T00:00:00.000Z');
    expect(read('tomorrow', january)?.from).toBe('2025-02-01T00:00:00.000Z');
  });

  it('keeps the hours that are meant on any day', () => {
    const wish = read('any afternoon');
    expect(wish).toMatchObject({ namesDay: false, minutes: [12 * 60, 17 * 60] });
    if (!wish) return;
    expect(isWithinHours('2025-02-03T18:00:00Z', wish, newYork.timezone)).toBe(true);
    expect(isWithinHours('2025-02-03T14:00:00Z', wish, newYork.timezone)).toBe(false);
  });
});
