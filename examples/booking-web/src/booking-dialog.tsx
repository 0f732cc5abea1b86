import type { Appointment, AvailabilitySlot } from '@medcor/sdk';
import { dayOf, dayText, timeText, timeZone } from './calendar.js';
import { Dialog } from './dialog.js';
import { LongField } from './field.js';
import { useIntent } from './intent.js';
import { useSession } from './session.js';
import { conflictOf, faultsOf, troubleOf } from './trouble.js';

interface BookingDialogProps {
  readonly slot: AvailabilitySlot;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
  /** It cannot be had, and why. */
  readonly onTaken: (why: string) => void;
  readonly onBooked: (appointment: Appointment) => void;
}

/** Asks for the reason, and books. */
export function BookingDialog({ slot, reason, onReason, onClose, onTaken, onBooked }: BookingDialogProps) {
  const { medcor } = useSession();
  const booking = useIntent({
    send: (options) => medcor.appointments.create({ doctor: slot.doctor, slot: slot.id, reason }, options),
    onDone: onBooked,
    onFailed: (error) => {
      const why = conflictOf(error);
      if (why) onTaken(why);
    },
  });
  const { reason: faults, ...otherFaults } = faultsOf(booking.error);
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
          booking.submit();
        }}
      >
        <LongField
          label="Reason for your visit"
          required
          rows={3}
          maxLength={2000}
          // What has been sent may have arrived: only the same again is safe.
          readOnly={booking.isPending || booking.isOpen}
          value={reason}
          onChange={({ target }) => onReason(target.value)}
          faults={faults}
        />
        {booking.error && (
          <p role="alert" className="notice alert">
            {[troubleOf(booking.error), ...Object.values(otherFaults).flat()].join(' ')}
            {booking.isOpen && ' You can try again: it will be booked once.'}
          </p>
        )}
        <button type="submit" className="primary" aria-disabled={booking.isPending}>
          {booking.isPending ? 'Booking…' : booking.isOpen ? 'Try again' : 'Book'}
        </button>
      </form>
    </Dialog>
  );
}
