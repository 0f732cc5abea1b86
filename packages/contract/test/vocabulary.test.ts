import { describe, expect, it, test } from 'vitest';
import * as z from 'zod/v4';
import {
  Appointment,
  AppointmentStatus,
  AppointmentType,
  AuditEntry,
  AvailabilitySlot,
  attachmentTypes,
  BillingCycle,
  contract,
  Doctor,
  EventData,
  errorCodes,
  eventTypes,
  Hospital,
  HospitalType,
  MedicalRecord,
  type OperationId,
  operationsOf,
  PlanType,
  Prescription,
  PrescriptionStatus,
  RecordType,
  roles,
  Specialty,
  SubscriptionPlan,
  Treatment,
  TreatmentStatus,
  User,
  UserSummary,
  VitalSigns,
  WebhookWithSecret,
} from '../src/index.js';
import type { JsonSchema } from '../src/openapi.js';
import { partsOf } from './schema-parts.js';

/** The words that the specification gives, letter for letter: a value, a field or a code that is lost is a breach. */

const words = (text: string): string[] => text.trim().split(/\s+/).sort();

describe('the values of', () => {
  test.each<[string, readonly string[], string]>([
    ['a role', roles, 'admin doctor nurse staff patient'],
    [
      'a hospital type',
      HospitalType.options,
      'general specialty clinic medical_center urgent_care rehabilitation psychiatric children women cancer',
    ],
    [
      'an appointment type',
      AppointmentType.options,
      'consultation follow_up routine_checkup emergency telemedicine vaccination lab_test surgery therapy',
    ],
    ['an appointment’s status', AppointmentStatus.options, 'scheduled confirmed completed cancelled no_show'],
    [
      'a record type',
      RecordType.options,
      'general lab_result imaging prescription vaccination surgery discharge allergy diagnosis',
    ],
    ['a treatment’s status', TreatmentStatus.options, 'planned in_progress completed cancelled on_hold'],
    ['a prescription’s status', PrescriptionStatus.options, 'active completed cancelled'],
    ['a plan type', PlanType.options, 'free basic professional enterprise custom'],
    ['a billing cycle', BillingCycle.options, 'monthly quarterly semi_annual annual one_time'],
    [
      'an attachment’s type',
      attachmentTypes,
      `application/pdf image/png image/jpeg image/webp image/tiff application/dicom text/plain text/csv
        application/vnd.openxmlformats-officedocument.wordprocessingml.document
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`,
    ],
    [
      'an event type',
      eventTypes,
      `appointment.created appointment.updated appointment.confirmed appointment.cancelled
        appointment.completed appointment.no_show user.created user.updated user.deactivated
        medical_record.created medical_record.updated medical_record.deleted treatment.created treatment.updated
        prescription.created prescription.updated hospital.updated subscription.created`,
    ],
  ])('%s are those that were promised', (_what, values, expected) => {
    expect([...values].sort()).toEqual(words(expected));
  });
});

const summary = `id email username first_name last_name full_name role hospital is_superuser is_active phone_number
  date_of_birth gender department license_number years_of_experience last_login created_at updated_at`;

describe('the fields of', () => {
  test.each<[string, z.ZodObject, string]>([
    ['a row of users', UserSummary, summary],
    [
      'a user',
      User,
      `${summary} address bio emergency_contact_name emergency_contact_phone preferred_language timezone
        blood_type allergies medical_conditions current_medications`,
    ],
    [
      'a doctor, as everyone sees one,',
      Doctor,
      'id first_name last_name full_name department license_number years_of_experience bio specialties hospital',
    ],
    [
      'what an event tells',
      EventData,
      'id hospital patient doctor status start_time end_time start_date end_date',
    ],
    [
      'an appointment',
      Appointment,
      `id hospital patient patient_name doctor doctor_name slot appointment_type status reason symptoms notes
        start_time end_time cancellation_reason cancelled_by cancelled_at created_at updated_at`,
    ],
    [
      'the audit log',
      AuditEntry,
      `id at actor actor_role action resource resource_id patient hospital outcome reason ip request_id`,
    ],
    ['a specialty', Specialty, 'id code name description is_active doctor_count'],
    [
      'vital signs',
      VitalSigns,
      'blood_pressure heart_rate temperature weight height respiratory_rate oxygen_saturation',
    ],
  ])('%s are those that were promised, and no others', (_what, schema, expected) => {
    expect(Object.keys(schema.shape).sort()).toEqual(words(expected));
  });

  test.each<[string, z.ZodObject, string]>([
    [
      'a hospital',
      Hospital,
      `name slug hospital_type description contact_email contact_phone website address_line1 address_line2 city
        state country postal_code timezone bed_count emergency_services remote_ai_enabled is_active`,
    ],
    ['a slot', AvailabilitySlot, 'doctor start_time end_time is_available notes'],
    [
      'a medical record',
      MedicalRecord,
      `patient record_type title description diagnosis symptoms vital_signs lab_results appointment
        is_confidential created_by attachments version`,
    ],
    [
      'a treatment',
      Treatment,
      `appointment patient doctor diagnosis treatment_plan notes status start_date end_date follow_up_required
        follow_up_date`,
    ],
    [
      'a prescription',
      Prescription,
      `treatment medication_name dosage frequency duration instructions route quantity refills_allowed status
        start_date end_date`,
    ],
    [
      'a plan',
      SubscriptionPlan,
      `name slug plan_type description price currency billing_cycle trial_days max_users max_doctors max_patients
        features is_active display_order`,
    ],
    ['a webhook, when its secret is shown,', WebhookWithSecret, 'url events secret description is_active'],
  ])('%s have all that was promised among them', (_what, schema, expected) => {
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining(words(expected)));
  });
});

test('every field is written in snake_case', () => {
  const names = operationsOf(contract).flatMap(({ endpoint }) => {
    const sent = [endpoint.body, endpoint.query, endpoint.pathParams];
    const schemas = [...sent, ...Object.values(endpoint.success)];
    return schemas.filter((schema) => schema instanceof z.ZodType).flatMap(fieldsOf);
  });
  expect(names).toEqual(expect.arrayContaining(['heart_rate', 'page_size', 'attachment_id', 'is_primary']));
  expect(names.filter((name) => !/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name))).toEqual([]);
});

describe('what has to be sent', () => {
  it.each<[OperationId, string]>([
    ['hospitals.create', 'name city state country hospital_type contact_email contact_phone'],
    ['auth.register', 'email password password_confirm first_name last_name hospital'],
    ['users.create', 'email password first_name last_name role'],
    ['availabilitySlots.create', 'doctor start_time end_time'],
    ['availabilitySlots.bulk', 'doctor date_from date_to weekdays from to slot_minutes'],
    ['appointments.create', 'doctor slot'],
    ['medicalRecords.create', 'patient record_type title'],
    ['treatments.create', 'patient doctor diagnosis treatment_plan'],
    ['prescriptions.create', 'medication_name dosage frequency duration'],
    ['specialties.create', 'name code'],
    ['doctorSpecialties.create', 'doctor specialty'],
    ['subscriptionPlans.create', 'name plan_type price billing_cycle'],
    ['webhooks.create', 'url events'],
    ['apiKeys.create', 'name access'],
    ['auth.changePassword', 'old_password new_password new_password_confirm'],
  ])('to %s is what was promised, and nothing else', (id, expected) => {
    const body = operationsOf(contract).find((operation) => operation.id === id)?.endpoint.body;
    if (!body) throw new Error(`${id} takes no body.`);
    const { required = [] } = z.toJSONSchema(body, { io: 'input' });
    expect([...required].sort()).toEqual(words(expected));
  });
});

describe('error codes', () => {
  const promised: Record<number, string> = {
    400: 'VALIDATION_ERROR MALFORMED_JSON',
    401: 'NOT_AUTHENTICATED INVALID_TOKEN TOKEN_EXPIRED INVALID_CREDENTIALS',
    403: 'PERMISSION_DENIED ACCOUNT_DISABLED SETUP_CLOSED PLAN_LIMIT_REACHED',
    404: 'NOT_FOUND',
    405: 'METHOD_NOT_ALLOWED',
    409: `ALREADY_EXISTS SLOT_UNAVAILABLE SLOT_OVERLAP INVALID_TRANSITION LAST_SUPERUSER IDEMPOTENCY_CONFLICT
      ACTION_EXPIRED AVATAR_NOT_ACTIVE`,
    412: 'PRECONDITION_FAILED',
    413: 'PAYLOAD_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE UNSUPPORTED_AUDIO',
    422: `INVALID_REFERENCE SLOT_MISMATCH SLOT_IN_PAST IDEMPOTENCY_MISMATCH NO_SPEECH UNSUPPORTED_LANGUAGE`,
    429: 'RATE_LIMITED',
    500: 'INTERNAL_ERROR',
    503: 'PROVIDER_UNAVAILABLE STT_UNAVAILABLE AVATAR_UNAVAILABLE DATABASE_UNAVAILABLE',
  };

  it('stand each under the status that was promised', () => {
    const byStatus: Record<number, string[]> = {};
    for (const [code, { status }] of Object.entries(errorCodes)) {
      byStatus[status] = [...(byStatus[status] ?? []), code].sort();
    }
    const expected = Object.entries(promised).map(([status, codes]) => [status, words(codes)]);
    expect(byStatus).toEqual(Object.fromEntries(expected));
  });
});

/** The names of all fields of a schema, at any depth. */
function fieldsOf(schema: z.ZodType): string[] {
  // zod's type for JSON Schema leaves every keyword unknown; this is what it writes for objects.
  const root = z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  return [root, ...Object.values(root.$defs ?? {})]
    .flatMap((part) => partsOf(part))
    .flatMap(({ schema: { properties = {} } }) => Object.keys(properties));
}
