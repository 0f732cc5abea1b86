import { type Appointment, ConflictError } from '@medcor/sdk';
import { medcorKey } from '@medcor/sdk/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { momentText } from './calendar.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { useIdempotencyKey } from './idempotency-key.js';
import type { NoticeContent } from './notice.js';
import { useSession } from './session.js';
import { faultsOf, isRefusal, troubleOf } from './trouble.js';

interface CancelDialogProps {
  readonly appointment: Appointment;
  readonly onClose: () => void;
  readonly onDone: (notice: NoticeContent) => void;
}

/** Asks once more, and cancels. */
export function CancelDialog({ appointment, onClose, onDone }: CancelDialogProps) {
  const { medcor } = useSession();
  const queryClient = useQueryClient();
  const { key: idempotencyKey, renew } = useIdempotencyKey();
  const [reason, setReason] = useState('');
  const what = `Dr. ${appointment.doctor_name}, ${momentText(appointment.start_time)}`;
  const cancelling = useMutation({
    mutationFn: async () =>
      medcor.appointments.cancel(appointment.id, { reason: reason || undefined }, { idempotencyKey }),
    onSuccess: () => onDone({ role: 'status', text: `Cancelled: ${what}.` }),
    onError: (error) => {
      if (isRefusal(error)) renew();
      if (!(error instanceof ConflictError)) return;
      onDone({ role: 'alert', text: 'This appointment has been changed meanwhile. Please look again.' });
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey: medcorKey }),
  });
  const isOpen = cancelling.isError && !isRefusal(cancelling.error);
  return (
    <Dialog heading="Cancel this appointment?" closeText="Keep it" onClose={onClose}>
      <p>{what}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!cancelling.isPending) cancelling.mutate();
        }}
      >
        <Field
          label="Reason (optional)"
          maxLength={2000}
          // What has been sent may have arrived: only the same again is safe.
          readOnly={cancelling.isPending || isOpen}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          faults={faultsOf(cancelling.error).reason}
        />
        {cancelling.isError && (
          <p role="alert" className="notice alert">
            {troubleOf(cancelling.error)}
          </p>
        )}
        <button type="submit" className="danger" aria-disabled={cancelling.isPending}>
          {cancelling.isPending ? 'Cancelling…' : isOpen ? 'Try again' : 'Cancel the appointment'}
        </button>
      </form>
    </Dialog>
  );
}
