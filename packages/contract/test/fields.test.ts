import { describe, expect, test } from 'vitest';
import { Day, Email, Id, Money, NewPassword, Phone, Timestamp, TimeZone, text } from '../src/index.js';

describe.each([
  {
    name: 'Timestamp',
    schema: Timestamp,
    good: [
      '2025-01-20T09:00:00Z',
      '2025-01-20T09:00:00.123Z',
      '2025-01-20T09:00:00+14:00',
      '1800-01-01T00:00Z',
    ],
    bad: [
      '2025-01-20',
      '2025-01-20T09:00:00',
      '2025-02-30T09:00:00Z',
      '2025-01-20T24:00:00Z',
      '2025-01-20T09:00:00+99:99',
      '0000-01-01T00:00:00Z',
      '3000-01-01T00:00:00Z',
      `2025-01-20T09:00:00.${'1'.repeat(40)}Z`,
    ],
  },
  {
    name: 'Day',
    schema: Day,
    good: ['2025-01-20', '2024-02-29', '1800-01-01', '2999-12-31'],
    bad: ['2025-02-29', '20250120', '2025-01-20T09:00:00Z', '0000-01-01', '1799-12-31', '3000-01-01'],
  },
  {
    name: 'Id',
    schema: Id,
    good: [1, 2_147_483_647],
    bad: [0, -1, 1.5, 2_147_483_648, '1', Number.NaN],
  },
  {
    name: 'Phone',
    schema: Phone,
    good: ['+1-212-555-0100', '(212) 555 0100', '212.555.0100 x12', '212 555 0100 Ext. 12'],
    bad: ['---', 'call me', '+1-212-555-0100 x', '1'.repeat(33)],
  },
  {
    name: 'Email',
    schema: Email,
    good: ['admin@hospital.com', ' Admin@Hospital.com '],
    bad: ['admin', 'admin@', '@hospital.com', `${'a'.repeat(250)}@hospital.com`],
  },
  {
    name: 'Money',
    schema: Money,
    good: ['49.00', '0', '99999999.99', 49, 49.5, 0.07, 99_999_998.99],
    bad: ['49.001', '-1', '1e3', '', '100000000', -1, 49.001, 1e-7, 100_000_000],
  },
  {
    name: 'TimeZone',
    schema: TimeZone,
    good: ['UTC', 'America/New_York'],
    bad: ['Mars/Olympus', '+02:00', ''],
  },
  {
    name: 'NewPassword',
    schema: NewPassword,
    good: ['SecurePassword123!', '          '],
    bad: ['short', 'x'.repeat(129)],
  },
  { name: 'text(3)', schema: text(3), good: ['abc', ' abc '], bad: ['', '   ', 'abcd', null] },
])('$name', ({ schema, good, bad }) => {
  test.each(good)('takes %j', (value) => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  test.each(bad)('refuses %j', (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
