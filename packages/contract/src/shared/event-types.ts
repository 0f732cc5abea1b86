/** What a webhook or the events feed can tell of. */
export const eventTypes = [
  'appointment.created',
  'appointment.updated',
  'appointment.confirmed',
  'appointment.cancelled',
  'appointment.completed',
  'appointment.no_show',
  'user.created',
  'user.updated',
  'user.deactivated',
  'medical_record.created',
  'medical_record.updated',
  'medical_record.deleted',
  'treatment.created',
  'treatment.updated',
  'prescription.created',
  'prescription.updated',
  'hospital.updated',
  'subscription.created',
] as const;
export type EventType = (typeof eventTypes)[number];
