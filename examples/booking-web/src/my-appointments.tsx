import type { Appointment, AppointmentsListQuery } from '@medcor/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { AppointmentStatus } from './appointment-status.js';
import { momentText, timeZone } from './calendar.js';
import { CancelDialog } from './cancel-dialog.js';
import { Notice, type NoticeContent } from './notice.js';
import { QueryList } from './query-list.js';
import { useSession } from './session.js';
import { ViewHeading } from './view-heading.js';

/** A patient's appointments. `opening` tells what has led here. */
export function MyAppointments({ opening }: { opening: NoticeContent | undefined }) {
  const [notice, setNotice] = useState(opening);
  const [cancelling, setCancelling] = useState<Appointment>();
  // Fixed while one looks: the two lists are each other's rest.
  const [now] = useState(Date.now);
  return (
    <>
      <ViewHeading>My appointments</ViewHeading>
      <Notice notice={notice} />
      <p>Times are those of your time zone, {timeZone}.</p>
      <AppointmentSection
        heading="Upcoming"
        wanted={{ date_from: new Date(now).toISOString(), ordering: 'start_time' }}
        empty="You have no appointments to come."
        onCancel={setCancelling}
      />
      <AppointmentSection
        heading="Past"
        wanted={{ date_to: new Date(now - 1).toISOString(), ordering: '-start_time' }}
        empty="You have had no appointments yet."
      />
      {cancelling && (
        <CancelDialog
          appointment={cancelling}
          onClose={() => setCancelling(undefined)}
          onDone={(done) => {
            setCancelling(undefined);
            setNotice(done);
          }}
        />
      )}
    </>
  );
}

interface AppointmentSectionProps {
  readonly heading: string;
  readonly wanted: AppointmentsListQuery;
  readonly empty: string;
  readonly onCancel?: (appointment: Appointment) => void;
}

function AppointmentSection({ heading, wanted, empty, onCancel }: AppointmentSectionProps) {
  const { queries } = useSession();
  const appointments = useInfiniteQuery(queries.appointments.list.infinite(wanted));
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      <QueryList query={appointments} nouns={['appointment', 'appointments']} empty={empty}>
        {(rows) => (
          <ul className="rows">
            {rows.map((appointment) => (
              <li key={appointment.id} className="card">
                <div>
                  <h4>
                    <time dateTime={appointment.start_time}>{momentText(appointment.start_time)}</time>
                  </h4>
                  <p>
                    Dr. {appointment.doctor_name} <AppointmentStatus status={appointment.status} />
                  </p>
                  {appointment.reason && <p className="muted">{appointment.reason}</p>}
                </div>
                {onCancel && ['scheduled', 'confirmed'].includes(appointment.status) && (
                  <button type="button" onClick={() => onCancel(appointment)}>
                    Cancel
                    <span className="visually-hidden">
                      {' '}
                      the appointment with Dr. {appointment.doctor_name}, {momentText(appointment.start_time)}
                    </span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryList>
    </section>
  );
}
