import type { Appointment, AvailabilitySlot } from '@medcor/contract';

/** "Monday, January 20 at 09:00", as clocks in that time zone show it. */
export function spokenTime(instant: string, timezone: string): string {
  const date = new Date(instant);
  const day = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  }).format(date);
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
  return `${day} at ${time}`;
}

/** "Dr. Jane Smith, Monday, January 20 at 09:00": a slot, as it can be chosen. */
export function slotLabel({ doctor_name, start_time }: AvailabilitySlot, timezone: string): string {
  return `Dr. ${doctor_name}, ${spokenTime(start_time, timezone)}`;
}

/** As {@link slotLabel}; whoever has many patients is told whose appointment it is. */
export function appointmentLabel(
  { doctor_name, patient_name, start_time }: Appointment,
  timezone: string,
  isForPatient: boolean,
): string {
  const time = spokenTime(start_time, timezone);
  return isForPatient ? `Dr. ${doctor_name}, ${time}` : `${patient_name} with Dr. ${doctor_name}, ${time}`;
}

/** A numbered list, a line each. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}
