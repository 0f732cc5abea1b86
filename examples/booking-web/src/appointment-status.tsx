import type { AppointmentStatus as Status } from '@medcor/sdk';

const words: Readonly<Record<Status, string>> = {
  scheduled: 'Scheduled',
  confirmed: 'Confirmed',
  completed: 'Completed',
  cancelled: 'Cancelled',
  no_show: 'Did not come',
};

export function AppointmentStatus({ status }: { status: Status }) {
  return <span className={`badge ${status}`}>{words[status]}</span>;
}
