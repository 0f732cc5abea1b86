import { type Appointment, ConflictError } from '@medcor/sdk';
import { useState } from 'react';
import { momentText } from './calendar.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { useIntent } from './intent.js';
import type { NoticeContent } from './notice.js';
import { useSession } from './session.js';
import { faultsOf, troubleOf } from './trouble.js';

interface CancelDialogProps {
  readonly appointment: Appointment;
  readonly onClose: () => void;
  readonly onDone: (notice: NoticeContent) => void;
}

/** Asks once more, and cancels. */
export function CancelDialog({ appointment, onClose, onDone }: CancelDialogProps) {
  const { medcor } = useSession();
  const [reason, setReason] = useState('');
  const what = `Dr. ${appointment.doctor_name}, ${momentText(appointment.start_time)}`;
  const cancelling = useIntent({
    send: (options) => medcor.appointments.cancel(appointment.id, { reason: reason || undefined }, options),
    onDone: () => onDone({ role: 'status', text: `Cancelled: ${what}.` }),
    onFailed: (error) => {
      if (!(error instanceof ConflictError)) return;
      onDone({ role: 'alert', text: 'This appointment has been changed meanwhile. Please look again.' });
    },
  });
  return (
    <Dialog heading="Cancel this appointment?" closeText="Keep it" onClose={onClose}>
      <p>{what}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          cancelling.submit();
        }}
      >
        <Field
          label="Reason (optional)"
          maxLength={2000}
          // What has been sent may have arrived: only the same again is safe.
          readOnly={cancelling.isPending || cancelling.isOpen}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          faults={faultsOf(cancelling.error).reason}
        />
        {cancelling.error && (
          <p role="alert" className="notice alert">
            {troubleOf(cancelling.error)}
          </p>
        )}
        <button type="submit" className="danger" aria-disabled={cancelling.isPending}>
          {cancelling.isPending ? 'Cancelling…' : cancelling.isOpen ? 'Try again' : 'Cancel the appointment'}
        </button>
      </form>
    </Dialog>
  );
}
