import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AppointmentStatus } from './appointment-status.js';
import { dayText, plusDays, rangeOf, timeText, timeZone, today } from './calendar.js';
import { DayField } from './day-field.js';
import { QueryList } from './query-list.js';
import { useSession } from './session.js';
import { ViewHeading } from './view-heading.js';

/** Whom a doctor sees on a day. */
export function DoctorDay() {
  const { user, queries } = useSession();
  const [day, setDay] = useState(today);
  const appointments = useInfiniteQuery(
    queries.appointments.list.infinite({
      doctor: user.id,
      ordering: 'start_time',
      page_size: 100,
      ...rangeOf(day, 1),
    }),
  );
  return (
    <>
      <ViewHeading>Your day</ViewHeading>
      <p>Times are those of your time zone, {timeZone}.</p>
      <div className="steps">
        <button type="button" onClick={() => setDay(plusDays(day, -1))}>
          Previous day
        </button>
        <button type="button" onClick={() => setDay(today())}>
          Today
        </button>
        <button type="button" onClick={() => setDay(plusDays(day, 1))}>
          Next day
        </button>
        <DayField label="Day" day={day} onChange={setDay} />
      </div>
      <h3 aria-live="polite">{dayText(day)}</h3>
      <QueryList query={appointments} nouns={['appointment', 'appointments']} empty="No appointments.">
        {(rows) => (
          <ol className="rows">
            {rows.map(({ id, start_time, end_time, patient_name, reason, status }) => (
              <li key={id} className="card">
                <div>
                  <h4>
                    <time dateTime={start_time}>{timeText(start_time)}</time> to{' '}
                    <time dateTime={end_time}>{timeText(end_time)}</time>
                  </h4>
                  <p>
                    {patient_name} <AppointmentStatus status={status} />
                  </p>
                  <p className="muted">{reason ?? 'No reason given.'}</p>
                </div>
              </li>
            ))}
          </ol>
        )}
      </QueryList>
    </>
  );
}
