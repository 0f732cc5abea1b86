import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import type { ServicePorts } from '../../ports.js';
import { beginningOf, dayOf, plusDays } from '../../zoned-time.js';
import type { HospitalFigures } from './hospital-statistics.repository.js';

/** Days that are told one by one; today is the last of them. */
const PAST_DAYS = 30;
/** Days that "the next 7" are; today is the first of them. */
const NEXT_DAYS = 7;
const TODAY = PAST_DAYS - 1;

export function createHospitalStatistics({ database, clock }: Pick<ServicePorts, 'database' | 'clock'>) {
  return async function statistics(actor: Actor, id: number): Promise<HospitalFigures> {
    const { tenant } = permit(actor, 'hospitals.read');
    const { timezone } = found(await database.read(tenant, ({ hospitals }) => hospitals.find(id)));
    const now = clock();
    const days = daysAround(now, timezone);
    // Clinical tables open to a hospital's transaction only. Numbers are no clinical content: a superuser, who may
    // not read records, may know how many there are.
    return database.transaction(id, async ({ hospitalStatistics }) => {
      const users = await hospitalStatistics.usersByRole();
      const appointments = await hospitalStatistics.appointmentsByStatus();
      const booked = await hospitalStatistics.appointmentsBetween(days.map(({ start }) => start));
      const ahead = booked.slice(TODAY).map(({ live }) => live);
      return {
        users: { total: sum(Object.values(users)), ...users },
        appointments: { total: sum(Object.values(appointments)), ...appointments },
        appointments_today: ahead[0] ?? 0,
        appointments_next_7_days: sum(ahead),
        ...(await hospitalStatistics.openWork(now.toISOString())),
        appointments_per_day: days
          .slice(0, PAST_DAYS)
          .map(({ date }, index) => ({ date, count: booked[index]?.all ?? 0 })),
      };
    });
  };
}

/**
 * The days that the statistics are about, each with the instant in which it begins in the time zone, from the
 * first of the past ones to the one behind the last of the next ones.
 */
export function daysAround(now: Date, timezone: string): { date: string; start: string }[] {
  const today = dayOf(now, timezone);
  return Array.from({ length: TODAY + NEXT_DAYS + 1 }, (_, index) => {
    const date = plusDays(today, index - TODAY);
    return { date, start: beginningOf(date, timezone) };
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
