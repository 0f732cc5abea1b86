import type { WebhookEvent } from '@medcor/sdk/webhooks';

/** What the front desk reads of an event. Put here what your hospital does about it: call, print, fetch the rest. */
export function lineForFrontDesk({ type, data }: WebhookEvent): string {
  const appointment = `appointment ${data.id} of patient ${data.patient} with doctor ${data.doctor}`;
  switch (type) {
    case 'appointment.created':
      return `booked: ${appointment} at ${data.start_time}`;
    case 'appointment.cancelled':
      return `cancelled: ${appointment} at ${data.start_time}`;
    default:
      // A newer server may tell of more than this program knows.
      return `nothing to do about ${type}`;
  }
}
