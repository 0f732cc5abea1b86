import type { Appointment, AvailabilitySlot } from '@medcor/sdk';
import { medcorKey } from '@medcor/sdk/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { dayOf, dayText, timeText, timeZone } from './calendar.js';
import { Dialog } from './dialog.js';
import { useIdempotencyKey } from './idempotency-key.js';
import { useSession } from './session.js';
import { conflictOf, troubleOf } from './trouble.js';

interface BookingDialogProps {
  readonly slot: AvailabilitySlot;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
  /** It cannot be had, and why. */
  readonly onTaken: (why: string) => void;
  readonly onBooked: (appointment: Appointment) => void;
}

/** Asks for the reason, and books. One dialog is one intent, under one key. */
export function BookingDialog({ slot, reason, onReason, onClose, onTaken, onBooked }: BookingDialogProps) {
  const { medcor } = useSession();
  const queryClient = useQueryClient();
  const idempotencyKey = useIdempotencyKey();
  const id = useId();
  const booking = useMutation({
    mutationFn: async () =>
      medcor.appointments.create({ doctor: slot.doctor, slot: slot.id, reason }, { idempotencyKey }),
    onSuccess: onBooked,
    onError: (error) => {
      const why = conflictOf(error);
      if (why) onTaken(why);
    },
    // Whatever has come of it, what is shown may be out of date.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: medcorKey }),
  });
  return (
    <Dialog heading="Book this time?" closeText="Choose another time" onClose={onClose}>
      <dl>
        <dt>Doctor</dt>
        <dd>Dr. {slot.doctor_name}</dd>
        <dt>When</dt>
        <dd>
          {dayText(dayOf(new Date(slot.start_time)))}, {timeText(slot.start_time)} to{' '}
          {timeText(slot.end_time)} ({timeZone})
        </dd>
      </dl>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!booking.isPending) booking.mutate();
        }}
      >
        <div className="field">
          <label htmlFor={id}>Reason for your visit</label>
          <textarea
            id={id}
            required
            rows={3}
            maxLength={2000}
            // What has been sent may have arrived: only the same again is safe.
            readOnly={!booking.isIdle}
            value={reason}
            onChange={({ target }) => onReason(target.value)}
          />
        </div>
        {booking.isError && (
          <p role="alert" className="notice alert">
            {troubleOf(booking.error)} You can try again: it will be booked once.
          </p>
        )}
        <button type="submit" className="primary" aria-disabled={booking.isPending}>
          {booking.isPending ? 'Booking…' : booking.isError ? 'Try again' : 'Book'}
        </button>
      </form>
    </Dialog>
  );
}
