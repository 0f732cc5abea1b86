import { describe, expect, it } from 'vitest';
import { ApiError } from '../../edge/api-error.js';
import { type SlotPattern, spansOf } from './slot-pattern.js';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const newYork = 'America/New_York';

/** One day from nine to five in hours, but for what is given. */
const pattern = (fields: Partial<SlotPattern> & { date_from: string }): SlotPattern => ({
  date_to: fields.date_from,
  weekdays: everyDay,
  from: '09:00',
  to: '17:00',
  slot_minutes: 60,
  ...fields,
});

const starts = (given: SlotPattern, zone: string) => spansOf(given, zone).map(({ start_time }) => start_time);

const detailsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return [error.code, Object.keys(error.details)];
    throw error;
  }
  return undefined;
};

describe('the spans of a pattern', () => {
  it('follow one another from the first hour to the last', () => {
    expect(spansOf(pattern({ date_from: '2025-01-20', to: '11:00', slot_minutes: 30 }), 'UTC')).toEqual([
      { start_time: '2025-01-20T09:00:00.000Z', end_time: '2025-01-20T09:30:00.000Z' },
      { start_time: '2025-01-20T09:30:00.000Z', end_time: '2025-01-20T10:00:00.000Z' },
      { start_time: '2025-01-20T10:00:00.000Z', end_time: '2025-01-20T10:30:00.000Z' },
      { start_time: '2025-01-20T10:30:00.000Z', end_time: '2025-01-20T11:00:00.000Z' },
    ]);
  });

  it('leave out what would not end within the hours', () => {
    const given = pattern({ date_from: '2025-01-20', from: '09:10', to: '10:30', slot_minutes: 45 });
    expect(starts(given, 'UTC')).toEqual(['2025-01-20T09:10:00.000Z']);
    expect(spansOf({ ...given, slot_minutes: 81 }, 'UTC')).toEqual([]);
    expect(spansOf({ ...given, slot_minutes: 80 }, 'UTC')).toHaveLength(1);
  });

  it('fill a day of 24 hours to its end', () => {
    const day = pattern({ date_from: '2025-01-20', from: '00:00', to: '24:00' });
    const spans = spansOf(day, 'Asia/Tokyo');
    expect(spans).toHaveLength(24);
    expect(spans.at(0)?.start_time).toBe('2025-01-19T15:00:00.000Z');
    expect(spans.at(-1)?.end_time).toBe('2025-01-20T15:00:00.000Z');
    expect(spansOf({ ...day, slot_minutes: 1440 }, 'Asia/Tokyo')).toHaveLength(1);
  });

  it('fill the weekdays that are named, of a month of 31 days, its ends included', () => {
    const march = { date_from: '2025-03-01', date_to: '2025-03-31' };
    const once = { ...pattern(march), from: '12:00', to: '13:00' };
    expect(spansOf(once, 'UTC')).toHaveLength(31);
    expect(starts({ ...once, weekdays: [6] }, 'UTC')).toEqual(
      ['01', '08', '15', '22', '29'].map((day) => `2025-03-${day}T12:00:00.000Z`),
    );
    expect(starts({ ...once, weekdays: [7, 1, 1] }, 'UTC')).toEqual(
      ['02', '03', '09', '10', '16', '17', '23', '24', '30', '31'].map(
        (day) => `2025-03-${day}T12:00:00.000Z`,
      ),
    );
    expect(spansOf({ ...once, date_to: '2025-03-06', weekdays: [5] }, 'UTC')).toEqual([]);
  });

  it('take the weekday from the day in the hospital, not in UTC', () => {
    const sunday = pattern({ date_from: '2025-01-19', from: '22:00', to: '23:00', weekdays: [7] });
    expect(starts(sunday, newYork)).toEqual(['2025-01-20T03:00:00.000Z']);
    expect(starts({ ...sunday, weekdays: [1] }, newYork)).toEqual([]);
    expect(starts({ ...sunday, from: '00:00', to: '01:00' }, 'Asia/Tokyo')).toEqual([
      '2025-01-18T15:00:00.000Z',
    ]);
  });

  it('pass a leap day and the end of a year', () => {
    const leap = pattern({ date_from: '2024-02-28', date_to: '2024-03-01', to: '10:00' });
    expect(starts(leap, 'UTC').map((start) => start.slice(5, 10))).toEqual(['02-28', '02-29', '03-01']);
    const year = pattern({ date_from: '2024-12-31', date_to: '2025-01-01', to: '10:00' });
    expect(starts(year, 'UTC').map((start) => start.slice(0, 10))).toEqual(['2024-12-31', '2025-01-01']);
  });
});

describe('when clocks are put forward', () => {
  it('keep the hours of the clock on either side', () => {
    const march = pattern({ date_from: '2025-03-08', date_to: '2025-03-10', to: '10:00' });
    expect(starts(march, newYork)).toEqual([
      '2025-03-08T14:00:00.000Z',
      '2025-03-09T13:00:00.000Z',
      '2025-03-10T13:00:00.000Z',
    ]);
  });

  it('fill the night without the hour that there is not', () => {
    const night = pattern({ date_from: '2025-03-09', from: '00:00', to: '05:00' });
    expect(starts(night, newYork)).toEqual([
      '2025-03-09T05:00:00.000Z',
      '2025-03-09T06:00:00.000Z',
      '2025-03-09T07:00:00.000Z',
      '2025-03-09T08:00:00.000Z',
    ]);
    expect(spansOf({ ...night, to: '24:00' }, newYork)).toHaveLength(23);
    expect(spansOf({ ...night, to: '24:00' }, newYork).at(-1)?.end_time).toBe('2025-03-10T04:00:00.000Z');
  });

  it('begin and end with the jump where the hours name a time that there is not', () => {
    const from = pattern({ date_from: '2025-03-09', from: '02:30', to: '04:00', slot_minutes: 30 });
    expect(starts(from, newYork)).toEqual(['2025-03-09T07:00:00.000Z', '2025-03-09T07:30:00.000Z']);
    const to = pattern({ date_from: '2025-03-09', from: '01:00', to: '02:30', slot_minutes: 30 });
    expect(starts(to, newYork)).toEqual(['2025-03-09T06:00:00.000Z', '2025-03-09T06:30:00.000Z']);
    const within = pattern({ date_from: '2025-03-09', from: '02:00', to: '03:00', slot_minutes: 5 });
    expect(starts(within, newYork)).toEqual([]);
  });

  it('are right where clocks go forward by half an hour, and at midnight', () => {
    const lordHowe = pattern({ date_from: '2025-10-05', from: '01:00', to: '03:00', slot_minutes: 30 });
    expect(starts(lordHowe, 'Australia/Lord_Howe')).toEqual([
      '2025-10-04T14:30:00.000Z',
      '2025-10-04T15:00:00.000Z',
      '2025-10-04T15:30:00.000Z',
    ]);
    const beirut = pattern({ date_from: '2025-03-30', from: '00:00', to: '24:00' });
    const spans = spansOf(beirut, 'Asia/Beirut');
    expect(spans).toHaveLength(23);
    expect(spans.at(0)?.start_time).toBe('2025-03-29T22:00:00.000Z');
    expect(spans.at(-1)?.end_time).toBe('2025-03-30T21:00:00.000Z');
  });
});

describe('when clocks are put back', () => {
  it('keep the hours of the clock on either side', () => {
    const november = pattern({ date_from: '2025-11-01', date_to: '2025-11-03', to: '10:00' });
    expect(starts(november, newYork)).toEqual([
      '2025-11-01T13:00:00.000Z',
      '2025-11-02T14:00:00.000Z',
      '2025-11-03T14:00:00.000Z',
    ]);
  });

  it('fill the hour that there is twice both times', () => {
    const night = pattern({ date_from: '2025-11-02', from: '00:00', to: '03:00' });
    expect(starts(night, newYork)).toEqual([
      '2025-11-02T04:00:00.000Z',
      '2025-11-02T05:00:00.000Z',
      '2025-11-02T06:00:00.000Z',
      '2025-11-02T07:00:00.000Z',
    ]);
    expect(spansOf({ ...night, to: '24:00' }, newYork)).toHaveLength(25);
    expect(spansOf({ ...night, to: '24:00' }, newYork).at(-1)?.end_time).toBe('2025-11-03T05:00:00.000Z');
  });

  it('take a time that there is twice for the first one', () => {
    const twice = pattern({ date_from: '2025-11-02', from: '01:30', to: '02:00', slot_minutes: 30 });
    expect(starts(twice, newYork)).toEqual([
      '2025-11-02T05:30:00.000Z',
      '2025-11-02T06:00:00.000Z',
      '2025-11-02T06:30:00.000Z',
    ]);
    expect(starts({ ...twice, from: '01:00', to: '01:30' }, newYork)).toEqual(['2025-11-02T05:00:00.000Z']);
  });

  it('last as long as they are to, and never overlap', () => {
    const months = pattern({ date_from: '2025-10-20', date_to: '2025-11-10', from: '00:00', to: '24:00' });
    const spans = spansOf({ ...months, slot_minutes: 20 }, newYork);
    expect(spans).toHaveLength(22 * 72 + 3);
    for (const [index, { start_time, end_time }] of spans.entries()) {
      expect(Date.parse(end_time) - Date.parse(start_time)).toBe(20 * 60_000);
      expect(spans[index + 1]?.start_time ?? end_time).toBe(end_time);
    }
  });
});

describe('a pattern that makes too many', () => {
  it('makes 2,000, and not one more', () => {
    const day = { ...pattern({ date_from: '2025-01-01' }), from: '00:00', to: '10:00', slot_minutes: 30 };
    expect(spansOf({ ...day, date_to: '2025-04-10' }, 'UTC')).toHaveLength(2000);
    const tooMany = () => spansOf({ ...day, date_to: '2025-04-11' }, 'UTC');
    expect(detailsOf(tooMany)).toEqual(['VALIDATION_ERROR', ['date_to']]);
    // 87 days of 23.
    const oneMore = () => spansOf({ ...day, date_to: '2025-03-28', to: '23:00', slot_minutes: 60 }, 'UTC');
    expect(detailsOf(oneMore)).toEqual(['VALIDATION_ERROR', ['date_to']]);
  });

  it('is refused before a range of centuries is walked, even when no slot fits', () => {
    const centuries = pattern({ date_from: '1800-01-01', date_to: '2999-12-31', to: '09:30' });
    expect(detailsOf(() => spansOf(centuries, 'UTC'))).toEqual(['VALIDATION_ERROR', ['date_to']]);
  });
});
