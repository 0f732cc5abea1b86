// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { ServerSentEvent } from '../event-stream.js';

/** What every list can be asked for. */
export interface ListQuery {
  /** Page number, from 1. Not together with `cursor`. 1 to 1000000. */
  page?: number | undefined;
  /** Rows a page, 1 to 100 (default 20). */
  page_size?: number | undefined;
  /**
   * Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to
   * 2000 characters.
   */
  cursor?: string | undefined;
}

export interface ApiKey {
  id: number;
  name: string;
  access: ApiKeyAccess;
  /** The first characters of the key. */
  hint: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  expires_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_used_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
}

export type ApiKeyAccess = 'read' | 'write';

export interface ApiKeyCreate {
  /** 1 to 100 characters. */
  name: string;
  access: ApiKeyAccess;
  /** Never, when absent. An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters. */
  expires_at?: string | null | undefined;
}

export interface ApiKeyCreated {
  id: number;
  name: string;
  access: ApiKeyAccess;
  /** The first characters of the key. */
  hint: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  expires_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_used_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** Send it as the bearer token. Shown this once. */
  key: string;
}

export interface Appointment {
  id: number;
  hospital: number;
  patient: number;
  patient_name: string;
  doctor: number;
  doctor_name: string;
  slot: number;
  appointment_type: AppointmentType;
  status: AppointmentStatus;
  reason: string | null;
  symptoms: string | null;
  notes: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  start_time: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  end_time: string;
  cancellation_reason: string | null;
  cancelled_by: number | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  cancelled_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface AppointmentCancel {
  /** Kept as `cancellation_reason`. 1 to 2000 characters. */
  reason?: string | undefined;
}

export interface AppointmentCreate {
  appointment_type?: AppointmentType | undefined;
  /** At most 2000 characters. */
  reason?: string | null | undefined;
  /** At most 5000 characters. */
  symptoms?: string | null | undefined;
  /** At most 5000 characters. */
  notes?: string | null | undefined;
  /** Defaults to the caller, when the caller is a patient. */
  patient?: number | undefined;
  doctor: number;
  slot: number;
  /** Defaults to your own hospital; a superuser may name another. */
  hospital?: number | undefined;
}

export type AppointmentStatus = 'scheduled' | 'confirmed' | 'completed' | 'cancelled' | 'no_show';

export type AppointmentType =
  | 'consultation'
  | 'follow_up'
  | 'routine_checkup'
  | 'emergency'
  | 'telemedicine'
  | 'vaccination'
  | 'lab_test'
  | 'surgery'
  | 'therapy';

export interface AppointmentUpdate {
  appointment_type?: AppointmentType | undefined;
  /** At most 2000 characters. */
  reason?: string | null | undefined;
  /** At most 5000 characters. */
  symptoms?: string | null | undefined;
  /** At most 5000 characters. */
  notes?: string | null | undefined;
  /** Moves the appointment to another slot. */
  slot?: number | undefined;
  /** Only together with a slot of that doctor. */
  doctor?: number | undefined;
}

export interface Attachment {
  id: number;
  record: number;
  filename: string;
  content_type:
    | 'application/pdf'
    | 'image/png'
    | 'image/jpeg'
    | 'image/webp'
    | 'image/tiff'
    | 'application/dicom'
    | 'text/plain'
    | 'text/csv'
    | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  uploaded_by: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
}

export interface AttachmentUpload {
  /** At most 25 MiB. */
  file: Blob;
}

export interface Audio {
  content_type: 'audio/wav';
  /** Base64. */
  data: string;
  sample_rate: number;
  duration_ms: number;
  visemes: Viseme[];
}

export interface AuditEntry {
  id: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  at: string;
  /** The user; `null` when nobody was signed in. */
  actor: number | null;
  /** The role at that time; `superuser` for an operator outside their own hospital. */
  actor_role: 'superuser' | 'admin' | 'doctor' | 'nurse' | 'staff' | 'patient' | null;
  /** What was done, such as `read`, `create`, `update`, `delete` or `sign_in`. */
  action: string;
  /** What it was done to, such as `medical_record` or `user`. */
  resource: string;
  /** The id of it; `null` for a list, or when there is none. */
  resource_id: string | null;
  /** Whose data it was. */
  patient: number | null;
  /** `null` for what belongs to the platform. */
  hospital: number | null;
  outcome: AuditOutcome;
  /** Why it was refused or failed, or the reason given for the access. */
  reason: string | null;
  ip: string | null;
  request_id: string | null;
}

export type AuditOutcome = 'success' | 'denied' | 'failure';

export interface AvailabilitySlot {
  id: number;
  hospital: number;
  doctor: number;
  doctor_name: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  start_time: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  end_time: string;
  /** Whether the slot is offered: open, not held by an appointment and, for a patient, not past. */
  is_available: boolean;
  notes: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface AvailabilitySlotBulkCreate {
  doctor: number;
  /** Defaults to your own hospital; a superuser may name another. */
  hospital?: number | undefined;
  /** A day: `2025-01-20`. */
  date_from: string;
  /** Inclusive. A day: `2025-01-20`. */
  date_to: string;
  /** 1 = Monday … 7 = Sunday. 1 to 7 items. */
  weekdays: number[];
  /** In the hospital's time zone. */
  from: string;
  /** In the hospital's time zone. */
  to: string;
  /** 5 to 1440. */
  slot_minutes: number;
  /** At most 2000 characters. */
  notes?: string | null | undefined;
}

export interface AvailabilitySlotBulkResult {
  created: AvailabilitySlot[];
  skipped: {
    /** An instant: `2025-01-20T09:00:00.000Z`. */ start_time: string;
    /** An instant: `2025-01-20T09:00:00.000Z`. */
    end_time: string;
    /** Why the slot was not made. */
    code: 'SLOT_OVERLAP';
  }[];
}

export interface AvailabilitySlotCreate {
  /** An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters. */
  start_time: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters. */
  end_time: string;
  /** Whether the slot is open for booking. */
  is_available?: boolean | undefined;
  /** At most 2000 characters. */
  notes?: string | null | undefined;
  doctor: number;
  /** Defaults to your own hospital; a superuser may name another. */
  hospital?: number | undefined;
}

export interface AvailabilitySlotUpdate {
  /** An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters. */
  start_time?: string | undefined;
  /** An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters. */
  end_time?: string | undefined;
  /** Whether the slot is open for booking. */
  is_available?: boolean | undefined;
  /** At most 2000 characters. */
  notes?: string | null | undefined;
}

export interface Avatar {
  session_id: string;
  provider: string;
  status: 'created' | 'active' | 'stopped' | 'expired' | 'failed';
  /** `null` where it is known only once the session is started. */
  transport: AvatarTransport | null;
  /** Seconds from its creation that it lasts at most. */
  session_duration_limit: number;
  /** When it ends if nothing more is spoken. An instant: `2025-01-20T09:00:00.000Z`. */
  expires_at: string;
}

export interface AvatarCreate {
  /** The provider's id of the avatar; defaults to the configured one. 1 to 100 characters. */
  avatar_id?: string | undefined;
  /** Default: `"medium"`. */
  quality?: 'low' | 'medium' | 'high' | undefined;
  voice?:
    | {
        /** 1 to 100 characters. */ voice_id?: string | undefined;
        /** 1 is normal speed. 0.5 to 1.5. */
        rate?: number | undefined;
        /** 1 to 50 characters. */
        emotion?: string | undefined;
      }
    | undefined;
  /** Language tag; defaults to your preferred language. At most 35 characters. */
  language?: string | undefined;
  /** The conversation that `task_type: "chat"` goes on with. */
  chat_session_id?: string | undefined;
  /** Seconds without speech until it ends. 30 to 3600. Default: `600`. */
  activity_idle_timeout?: number | undefined;
}

export interface AvatarSpeak {
  session_id: string;
  /** 1 to 2000 characters. */
  text: string;
  /** `repeat`: speak the text; `chat`: speak what the assistant answers to it. Default: `"repeat"`. */
  task_type?: 'repeat' | 'chat' | undefined;
  /** `sync`: answer once it was spoken. Default: `"async"`. */
  task_mode?: 'async' | 'sync' | undefined;
  /**
   * Break off what is being spoken. Where you send `client_command` or play `audio` yourself, that is
   * yours to do. Default: `false`.
   */
  interrupt?: boolean | undefined;
}

export interface AvatarSpeech {
  task_id: string;
  session_id: string;
  /** What is spoken. */
  text: string;
  /** How long it takes to say, where that is known. */
  duration_ms: number | null;
  /**
   * `server`: the provider speaks it over the transport; `client`: send `client_command` yourself;
   * `inline`: play `audio`.
   */
  delivery: 'server' | 'client' | 'inline';
  /** What to send over the transport. */
  client_command: { channel: string; payload: { [key: string]: unknown } } | null;
  audio: Audio | null;
  safety: Safety;
}

export interface AvatarStart {
  session_id: string;
  /** The answer to the offer of a `webrtc` transport. */
  sdp?:
    | {
        type: 'answer';
        /** 1 to 100000 characters. */
        sdp: string;
      }
    | undefined;
}

export interface AvatarStop {
  session_id: string;
}

export interface AvatarStopped {
  session_id: string;
  status: 'stopped';
  /**
   * When it ended: before it was stopped, if it had expired by then. An instant:
   * `2025-01-20T09:00:00.000Z`.
   */
  stopped_at: string;
  /** Seconds that the session was active; 0 if it was never started. */
  duration_s: number;
}

export type AvatarTransport =
  | { type: 'livekit'; url: string; access_token: string }
  | {
      type: 'webrtc';
      /** Answer it with the `sdp` of `/api/avatar/start/`. */
      sdp: { type: 'offer'; sdp: string };
      ice_servers: { urls: string[]; username?: string | undefined; credential?: string | undefined }[];
    }
  | {
      type: 'room';
      /** A page to open. */
      url: string;
    }
  | {
      type: 'inline';
      /** Where more is streamed; `null`: all is in the answers themselves. */
      events_url: string | null;
    };

export type BillingCycle = 'monthly' | 'quarterly' | 'semi_annual' | 'annual' | 'one_time';

export type BloodType = 'A+' | 'A-' | 'B+' | 'B-' | 'AB+' | 'AB-' | 'O+' | 'O-';

export interface ChangePassword {
  /** 1 to 1024 characters. */
  old_password: string;
  /** 10 to 128 characters. */
  new_password: string;
  /** At most 128 characters. */
  new_password_confirm: string;
}

export type ChatIntent =
  | 'book_appointment'
  | 'cancel_appointment'
  | 'reschedule_appointment'
  | 'list_appointments'
  | 'find_doctor'
  | 'find_slots'
  | 'list_prescriptions'
  | 'list_followups'
  | 'list_records'
  | 'hospital_info'
  | 'medical_advice'
  | 'emergency'
  | 'human'
  | 'greet'
  | 'help'
  | 'thanks_bye'
  | 'affirm'
  | 'deny'
  | 'fallback';

export interface ChatMessage {
  id: number;
  session_id: string;
  role: ChatRole;
  content: string;
  modality: ChatModality;
  intent: ChatIntent | null;
  safety_level: SafetyLevel;
  /** What the assistant looked up or did for this message. */
  tool_calls: { name: string; ok: boolean }[];
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
}

export type ChatModality = 'text' | 'voice';

export interface ChatReply {
  /** Send it with the next message. */
  session_id: string;
  reply: string;
  message: ChatMessage;
  /** What the message was understood to ask for. */
  intent: ChatIntent | null;
  /** How sure that is, 0 to 1. */
  confidence: number | null;
  /** The resources the reply tells of: slots, doctors, appointments… */
  data: { [key: string]: unknown }[];
  /** Messages that can be sent as they stand; the first moves the dialogue on. */
  suggestions: string[];
  /** Waits for `confirm`. */
  pending_action: PendingAction | null;
  safety: Safety;
  /** What answered. */
  provider: string;
  /** Whether something stood in for a provider that was not available. */
  degraded: boolean;
}

export type ChatRole = 'user' | 'assistant' | 'tool';

export interface ChatSend {
  /** 1 to 4000 characters. */
  message: string;
  /** Goes on with a session; a new one begins when absent. */
  session_id?: string | undefined;
  /** Answer as server-sent events. Default: `false`. */
  stream?: boolean | undefined;
  /** Language tag; defaults to your preferred language. At most 35 characters. */
  language?: string | undefined;
  /** Your own id of the message: sent again, it is not answered twice. 1 to 100 characters. */
  client_message_id?: string | undefined;
  /** Decides the pending action of this session. */
  confirm?: { action_id: string; decision: 'confirm' | 'reject' } | undefined;
}

export interface ChatSession {
  id: string;
  /** Made from the first message. */
  title: string;
  hospital: number | null;
  /** How it began. */
  channel: 'chat' | 'voice' | 'avatar';
  message_count: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_message_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
}

export interface ChatVoice {
  /**
   * The recording in Base64, at most 60 seconds. A body over 1 MiB has to be sent as multipart. At least
   * 1 characters.
   */
  audio?: string | undefined;
  /** Goes with `audio`: "wav", "audio/wav", … 1 to 100 characters. */
  audio_format?: string | undefined;
  /** In place of `audio`: what you recognised yourself. 1 to 4000 characters. */
  transcript?: string | undefined;
  /** Goes on with a session; a new one begins when absent. */
  session_id?: string | undefined;
  /** Language tag; defaults to your preferred language. At most 35 characters. */
  language?: string | undefined;
  /** The voice of the spoken reply. 1 to 100 characters. */
  voice?: string | undefined;
  /** Also answer the reply as audio. Default: `true`. */
  respond_with_audio?: boolean | undefined;
}

export interface ChatVoiceUpload {
  /** The recording as a file, at most 10 MB and 60 seconds. */
  audio?: Blob | undefined;
  /** In place of `audio`: what you recognised yourself. 1 to 4000 characters. */
  transcript?: string | undefined;
  /** Goes on with a session; a new one begins when absent. */
  session_id?: string | undefined;
  /** Language tag; defaults to your preferred language. At most 35 characters. */
  language?: string | undefined;
  /** The voice of the spoken reply. 1 to 100 characters. */
  voice?: string | undefined;
  /** Also answer the reply as audio. Default: `true`. */
  respond_with_audio?: boolean | undefined;
}

export interface Delivery {
  id: number;
  webhook: number;
  /** The id of the event. */
  event: string;
  event_type: DeliveryEventType;
  status: DeliveryStatus;
  attempts: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  next_attempt_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_attempt_at: string | null;
  /** The HTTP status of the last answer. */
  response_status: number | null;
  /** The first kilobyte of the last answer. */
  response_body: string | null;
  /** How long the last attempt took. */
  duration_ms: number | null;
  /** Why the last attempt got no answer. */
  error: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  delivered_at: string | null;
}

export type DeliveryEventType =
  | 'appointment.created'
  | 'appointment.updated'
  | 'appointment.confirmed'
  | 'appointment.cancelled'
  | 'appointment.completed'
  | 'appointment.no_show'
  | 'user.created'
  | 'user.updated'
  | 'user.deactivated'
  | 'medical_record.created'
  | 'medical_record.updated'
  | 'medical_record.deleted'
  | 'treatment.created'
  | 'treatment.updated'
  | 'prescription.created'
  | 'prescription.updated'
  | 'hospital.updated'
  | 'subscription.created'
  | 'webhook.test';

/**
 * `pending`: not tried yet; `delivered`: answered 2xx; `failed`: will be tried again; `dead`: given
 * up.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dead';

export interface Doctor {
  id: number;
  first_name: string;
  last_name: string;
  full_name: string;
  department: string | null;
  license_number: string | null;
  years_of_experience: number | null;
  bio: string | null;
  specialties: { id: number; name: string; is_primary: boolean }[];
  hospital: number | null;
}

export interface DoctorSpecialty {
  id: number;
  hospital: number;
  doctor: number;
  doctor_name: string;
  specialty: number;
  specialty_name: string;
  is_primary: boolean;
  years_of_experience: number | null;
  /** A day: `2025-01-20`. */
  certification_date: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface DoctorSpecialtyCreate {
  /** A doctor has at most one primary specialty: a new one demotes the old. */
  is_primary?: boolean | undefined;
  /** 0 to 80. */
  years_of_experience?: number | null | undefined;
  /** A day: `2025-01-20`. */
  certification_date?: string | null | undefined;
  doctor: number;
  specialty: number;
  /** Defaults to your own hospital; a superuser may name another. */
  hospital?: number | undefined;
}

export interface DoctorSpecialtyUpdate {
  /** A doctor has at most one primary specialty: a new one demotes the old. */
  is_primary?: boolean | undefined;
  /** 0 to 80. */
  years_of_experience?: number | null | undefined;
  /** A day: `2025-01-20`. */
  certification_date?: string | null | undefined;
}

export type EmptyBody = Record<string, never>;

/** The envelope of every failed request. */
export interface ErrorBody {
  error: {
    /** Machine-readable code; branch on this, not on the message. */
    code:
      | 'VALIDATION_ERROR'
      | 'MALFORMED_JSON'
      | 'NOT_AUTHENTICATED'
      | 'INVALID_TOKEN'
      | 'TOKEN_EXPIRED'
      | 'INVALID_CREDENTIALS'
      | 'PERMISSION_DENIED'
      | 'ACCOUNT_DISABLED'
      | 'SETUP_CLOSED'
      | 'PLAN_LIMIT_REACHED'
      | 'NOT_FOUND'
      | 'METHOD_NOT_ALLOWED'
      | 'ALREADY_EXISTS'
      | 'SLOT_UNAVAILABLE'
      | 'SLOT_OVERLAP'
      | 'INVALID_TRANSITION'
      | 'LAST_SUPERUSER'
      | 'IDEMPOTENCY_CONFLICT'
      | 'ACTION_EXPIRED'
      | 'AVATAR_NOT_ACTIVE'
      | 'PRECONDITION_FAILED'
      | 'PAYLOAD_TOO_LARGE'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'UNSUPPORTED_AUDIO'
      | 'INVALID_REFERENCE'
      | 'SLOT_MISMATCH'
      | 'SLOT_IN_PAST'
      | 'IDEMPOTENCY_MISMATCH'
      | 'NO_SPEECH'
      | 'UNSUPPORTED_LANGUAGE'
      | 'RATE_LIMITED'
      | 'INTERNAL_ERROR'
      | 'PROVIDER_UNAVAILABLE'
      | 'STT_UNAVAILABLE'
      | 'AVATAR_UNAVAILABLE'
      | 'DATABASE_UNAVAILABLE';
    /** Human-readable sentence in English. */
    message: string;
    /** Field path to its messages; empty when no field is at fault. */
    details: { [key: string]: string[] };
    /** Identifies this request in the logs (also `X-Request-Id`). */
    request_id: string;
  };
}

export interface Event {
  /** Unique; a webhook is sent it as `webhook-id`. */
  id: string;
  type: EventType;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  hospital: number;
  data: EventData;
}

/** Names the resource; what it does not have is absent. The rest is fetched with a token. */
export interface EventData {
  /** The id of the resource. */
  id: number;
  hospital: number;
  patient?: number | undefined;
  doctor?: number | undefined;
  status?: string | undefined;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  start_time?: string | undefined;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  end_time?: string | undefined;
  /** A day: `2025-01-20`. */
  start_date?: string | undefined;
  /** A day: `2025-01-20`. */
  end_date?: string | undefined;
}

export type EventType =
  | 'appointment.created'
  | 'appointment.updated'
  | 'appointment.confirmed'
  | 'appointment.cancelled'
  | 'appointment.completed'
  | 'appointment.no_show'
  | 'user.created'
  | 'user.updated'
  | 'user.deactivated'
  | 'medical_record.created'
  | 'medical_record.updated'
  | 'medical_record.deleted'
  | 'treatment.created'
  | 'treatment.updated'
  | 'prescription.created'
  | 'prescription.updated'
  | 'hospital.updated'
  | 'subscription.created';

export type Gender = 'male' | 'female' | 'other' | 'unknown';

export interface Health {
  /** `degraded` when any part is down. */
  status: 'ok' | 'degraded';
  /** The version of the server. */
  version: string;
  /** Seconds since this process started. */
  uptime_s: number;
  /** Each part, such as `database` or `chat`; `off` when it is not configured. */
  checks: { [key: string]: 'ok' | 'down' | 'off' };
}

export interface Hospital {
  id: number;
  name: string;
  /** Made from the name; unique. */
  slug: string;
  hospital_type: HospitalType;
  description: string | null;
  contact_email: string;
  contact_phone: string;
  website: string | null;
  address_line1: string | null;
  address_line2: string | null;
  city: string;
  state: string;
  country: string;
  postal_code: string | null;
  /** IANA zone in which the hospital counts its days. */
  timezone: string;
  bed_count: number | null;
  emergency_services: boolean;
  /** Whether chat and voice may use providers outside the server. */
  remote_ai_enabled: boolean;
  is_active: boolean;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface HospitalCreate {
  /** 1 to 200 characters. */
  name: string;
  /** 1 to 100 characters. */
  city: string;
  /** 1 to 100 characters. */
  state: string;
  /** 1 to 100 characters. */
  country: string;
  hospital_type: HospitalType;
  /** At most 254 characters. */
  contact_email: string;
  /** 3 to 32 characters. */
  contact_phone: string;
  /** At most 100 characters. */
  slug?: string | undefined;
  /** At most 5000 characters. */
  description?: string | null | undefined;
  /** At most 500 characters. */
  website?: string | null | undefined;
  /** At most 200 characters. */
  address_line1?: string | null | undefined;
  /** At most 200 characters. */
  address_line2?: string | null | undefined;
  /** At most 20 characters. */
  postal_code?: string | null | undefined;
  /** At most 64 characters. */
  timezone?: string | undefined;
  /** 0 to 100000. */
  bed_count?: number | null | undefined;
  emergency_services?: boolean | undefined;
  remote_ai_enabled?: boolean | undefined;
}

export interface HospitalStatistics {
  /** Active users by role. */
  users: {
    /** At least 0. */ total: number;
    /** At least 0. */
    admin: number;
    /** At least 0. */
    doctor: number;
    /** At least 0. */
    nurse: number;
    /** At least 0. */
    staff: number;
    /** At least 0. */
    patient: number;
  };
  /** Appointments by status. */
  appointments: {
    /** At least 0. */ total: number;
    /** At least 0. */
    scheduled: number;
    /** At least 0. */
    confirmed: number;
    /** At least 0. */
    completed: number;
    /** At least 0. */
    cancelled: number;
    /** At least 0. */
    no_show: number;
  };
  /** Live appointments that start today, in the hospital's time zone. At least 0. */
  appointments_today: number;
  /** Live appointments that start within the seven days from today. At least 0. */
  appointments_next_7_days: number;
  /** Offered slots that lie ahead. At least 0. */
  available_slots: number;
  /** At least 0. */
  medical_records: number;
  /** Treatments that are planned, in progress or on hold. At least 0. */
  active_treatments: number;
  /** At least 0. */
  active_prescriptions: number;
  /** The last 30 days, today last, days without appointments included. */
  appointments_per_day: {
    date: string;
    /** At least 0. */
    count: number;
  }[];
}

export type HospitalType =
  | 'general'
  | 'specialty'
  | 'clinic'
  | 'medical_center'
  | 'urgent_care'
  | 'rehabilitation'
  | 'psychiatric'
  | 'children'
  | 'women'
  | 'cancer';

export interface HospitalUpdate {
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** 1 to 100 characters. */
  city?: string | undefined;
  /** 1 to 100 characters. */
  state?: string | undefined;
  /** 1 to 100 characters. */
  country?: string | undefined;
  hospital_type?: HospitalType | undefined;
  /** At most 254 characters. */
  contact_email?: string | undefined;
  /** 3 to 32 characters. */
  contact_phone?: string | undefined;
  /** At most 100 characters. */
  slug?: string | undefined;
  /** At most 5000 characters. */
  description?: string | null | undefined;
  /** At most 500 characters. */
  website?: string | null | undefined;
  /** At most 200 characters. */
  address_line1?: string | null | undefined;
  /** At most 200 characters. */
  address_line2?: string | null | undefined;
  /** At most 20 characters. */
  postal_code?: string | null | undefined;
  /** At most 64 characters. */
  timezone?: string | undefined;
  /** 0 to 100000. */
  bed_count?: number | null | undefined;
  emergency_services?: boolean | undefined;
  remote_ai_enabled?: boolean | undefined;
  /** Only a superuser may change this. */
  is_active?: boolean | undefined;
}

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Login {
  /** At most 254 characters. */
  email: string;
  /** 1 to 1024 characters. */
  password: string;
}

export interface Logout {
  /** Ends the session of this token; else the current one. 1 to 4096 characters. */
  refresh?: string | undefined;
}

export interface MedicalRecord {
  id: number;
  hospital: number;
  patient: number;
  patient_name: string;
  record_type: RecordType;
  title: string;
  description: string | null;
  diagnosis: string | null;
  symptoms: string | null;
  vital_signs: VitalSigns | null;
  lab_results: { [key: string]: Json } | null;
  appointment: number | null;
  is_confidential: boolean;
  created_by: number;
  created_by_name: string;
  attachments: Attachment[];
  /** 1 for a new record, one more with every change. */
  version: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface MedicalRecordCreate {
  record_type: RecordType;
  /** 1 to 200 characters. */
  title: string;
  /** At most 20000 characters. */
  description?: string | null | undefined;
  /** At most 5000 characters. */
  diagnosis?: string | null | undefined;
  /** At most 5000 characters. */
  symptoms?: string | null | undefined;
  vital_signs?: VitalSignsInput | null | undefined;
  lab_results?: { [key: string]: Json } | null | undefined;
  appointment?: number | null | undefined;
  /** Only the author, the admins and the patient may read it. */
  is_confidential?: boolean | undefined;
  patient: number;
}

export interface MedicalRecordUpdate {
  record_type?: RecordType | undefined;
  /** 1 to 200 characters. */
  title?: string | undefined;
  /** At most 20000 characters. */
  description?: string | null | undefined;
  /** At most 5000 characters. */
  diagnosis?: string | null | undefined;
  /** At most 5000 characters. */
  symptoms?: string | null | undefined;
  vital_signs?: VitalSignsInput | null | undefined;
  lab_results?: { [key: string]: Json } | null | undefined;
  appointment?: number | null | undefined;
  /** Only the author, the admins and the patient may read it. */
  is_confidential?: boolean | undefined;
}

export interface MedicalRecordVersion {
  version: number;
  record_type: RecordType;
  title: string;
  description: string | null;
  diagnosis: string | null;
  symptoms: string | null;
  vital_signs: VitalSigns | null;
  lab_results: { [key: string]: Json } | null;
  appointment: number | null;
  is_confidential: boolean;
  /** Who wrote this version. */
  changed_by: number;
  changed_by_name: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  changed_at: string;
}

export interface PasswordReset {
  /** At most 254 characters. */
  email: string;
}

export interface PasswordResetConfirm {
  /** 1 to 4096 characters. */
  token: string;
  /** 10 to 128 characters. */
  new_password: string;
  /** At most 128 characters. */
  new_password_confirm: string;
}

export interface PatientExport {
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  exported_at: string;
  patient: User;
  appointments: { [key: string]: unknown }[];
  medical_records: { [key: string]: unknown }[];
  treatments: { [key: string]: unknown }[];
  prescriptions: { [key: string]: unknown }[];
  chat_messages: { [key: string]: unknown }[];
  /** Who looked at it, from the audit log. */
  accesses: { [key: string]: unknown }[];
}

export interface PendingAction {
  action_id: string;
  type: 'book' | 'cancel' | 'reschedule';
  /** What will be done, in words. */
  summary: string;
  /** What will be done, as data. */
  payload: { [key: string]: unknown };
  /** Ten minutes after it was proposed. An instant: `2025-01-20T09:00:00.000Z`. */
  expires_at: string;
}

export type PlanType = 'free' | 'basic' | 'professional' | 'enterprise' | 'custom';

export interface Prescription {
  id: number;
  hospital: number;
  treatment: number;
  patient: number;
  medication_name: string;
  dosage: string;
  frequency: string;
  duration: string;
  instructions: string | null;
  route: string | null;
  quantity: number | null;
  refills_allowed: number;
  status: PrescriptionStatus;
  /** A day: `2025-01-20`. */
  start_date: string | null;
  /** A day: `2025-01-20`. */
  end_date: string | null;
  prescribed_by: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface PrescriptionCreate {
  /** 1 to 200 characters. */
  medication_name: string;
  /** 1 to 100 characters. */
  dosage: string;
  /** 1 to 100 characters. */
  frequency: string;
  /** 1 to 100 characters. */
  duration: string;
  /** At most 5000 characters. */
  instructions?: string | null | undefined;
  /** At most 100 characters. */
  route?: string | null | undefined;
  /** 0 to 100000. */
  quantity?: number | null | undefined;
  /** 0 to 100. */
  refills_allowed?: number | undefined;
  status?: PrescriptionStatus | undefined;
  /** A day: `2025-01-20`. */
  start_date?: string | null | undefined;
  /** A day: `2025-01-20`. */
  end_date?: string | null | undefined;
}

export type PrescriptionStatus = 'active' | 'completed' | 'cancelled';

export interface PrescriptionUpdate {
  /** 1 to 200 characters. */
  medication_name?: string | undefined;
  /** 1 to 100 characters. */
  dosage?: string | undefined;
  /** 1 to 100 characters. */
  frequency?: string | undefined;
  /** 1 to 100 characters. */
  duration?: string | undefined;
  /** At most 5000 characters. */
  instructions?: string | null | undefined;
  /** At most 100 characters. */
  route?: string | null | undefined;
  /** 0 to 100000. */
  quantity?: number | null | undefined;
  /** 0 to 100. */
  refills_allowed?: number | undefined;
  status?: PrescriptionStatus | undefined;
  /** A day: `2025-01-20`. */
  start_date?: string | null | undefined;
  /** A day: `2025-01-20`. */
  end_date?: string | null | undefined;
}

export interface PrescriptionWithWarnings {
  id: number;
  hospital: number;
  treatment: number;
  patient: number;
  medication_name: string;
  dosage: string;
  frequency: string;
  duration: string;
  instructions: string | null;
  route: string | null;
  quantity: number | null;
  refills_allowed: number;
  status: PrescriptionStatus;
  /** A day: `2025-01-20`. */
  start_date: string | null;
  /** A day: `2025-01-20`. */
  end_date: string | null;
  prescribed_by: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
  /** Says so when the medication matches the patient's recorded allergies. */
  warnings: string[];
}

export type RecordType =
  | 'general'
  | 'lab_result'
  | 'imaging'
  | 'prescription'
  | 'vaccination'
  | 'surgery'
  | 'discharge'
  | 'allergy'
  | 'diagnosis';

export interface RefreshedTokens {
  access: string;
  /** Only with `rotate`. */
  refresh?: string | undefined;
}

export interface Register {
  /** At most 254 characters. */
  email: string;
  /** 2 to 60 characters. */
  username?: string | undefined;
  /** 1 to 100 characters. */
  first_name: string;
  /** 1 to 100 characters. */
  last_name: string;
  /** 3 to 32 characters. */
  phone_number?: string | null | undefined;
  /** A day: `2025-01-20`. */
  date_of_birth?: string | null | undefined;
  gender?: Gender | null | undefined;
  /** At most 100 characters. */
  department?: string | null | undefined;
  /** At most 50 characters. */
  license_number?: string | null | undefined;
  /** 0 to 80. */
  years_of_experience?: number | null | undefined;
  /** At most 500 characters. */
  address?: string | null | undefined;
  /** At most 5000 characters. */
  bio?: string | null | undefined;
  /** At most 200 characters. */
  emergency_contact_name?: string | null | undefined;
  /** 3 to 32 characters. */
  emergency_contact_phone?: string | null | undefined;
  /** At most 35 characters. */
  preferred_language?: string | null | undefined;
  /** At most 64 characters. */
  timezone?: string | null | undefined;
  blood_type?: BloodType | null | undefined;
  /** At most 5000 characters. */
  allergies?: string | null | undefined;
  /** At most 5000 characters. */
  medical_conditions?: string | null | undefined;
  /** At most 5000 characters. */
  current_medications?: string | null | undefined;
  /** 10 to 128 characters. */
  password: string;
  /** At most 128 characters. */
  password_confirm: string;
  /** Default: `"patient"`. */
  role?: Role | undefined;
  hospital: number;
}

export type Role = 'admin' | 'doctor' | 'nurse' | 'staff' | 'patient';

export interface Safety {
  level: SafetyLevel;
  /** What was noticed, such as `chest_pain`. */
  category: string | null;
  /** The number to call. */
  emergency_number: string | null;
}

export type SafetyLevel = 'none' | 'caution' | 'emergency';

export interface Session {
  id: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** When its tokens were last refreshed. An instant: `2025-01-20T09:00:00.000Z`. */
  last_used_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  expires_at: string;
  ip: string | null;
  user_agent: string | null;
  is_current: boolean;
}

export interface SignedIn {
  user: User;
  tokens: Tokens;
}

export interface Specialty {
  id: number;
  code: string;
  name: string;
  description: string | null;
  is_active: boolean;
  /** Active doctors of the caller's hospital; a superuser's: of all, or of `hospital`. At least 0. */
  doctor_count: number;
}

export interface SpecialtyCreate {
  /** 1 to 100 characters. */
  name: string;
  code: string;
  /** At most 2000 characters. */
  description?: string | null | undefined;
  is_active?: boolean | undefined;
}

export type SpecialtyStatistics = {
  id: number;
  code: string;
  name: string;
  /** At least 0. */
  doctors: number;
  /** Appointments of those doctors. At least 0. */
  appointments: number;
  average_years_of_experience: number | null;
}[];

export interface Subscribe {
  /** Defaults to your own hospital. */
  hospital?: number | undefined;
}

export interface Subscription {
  id: number;
  hospital: number;
  plan: SubscriptionPlan;
  status: 'trial' | 'active' | 'ended';
  /** Periods follow one another until the subscription ends. An instant: `2025-01-20T09:00:00.000Z`. */
  current_period_start: string;
  /** `null` for a one-time plan. An instant: `2025-01-20T09:00:00.000Z`. */
  current_period_end: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  trial_end: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
}

export interface SubscriptionPlan {
  id: number;
  name: string;
  slug: string;
  plan_type: PlanType;
  description: string | null;
  price: string;
  /** ISO 4217 code. */
  currency: string;
  billing_cycle: BillingCycle;
  trial_days: number;
  /** Active users of every role, patients too; `null`: no limit. */
  max_users: number | null;
  /** Active doctors; `null`: no limit. */
  max_doctors: number | null;
  /** Active patients; `null`: no limit. */
  max_patients: number | null;
  features: string[];
  is_active: boolean;
  display_order: number;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface SubscriptionPlanCreate {
  /** 1 to 100 characters. */
  name: string;
  /** At most 100 characters. */
  slug?: string | undefined;
  plan_type: PlanType;
  /** At most 5000 characters. */
  description?: string | null | undefined;
  price: string | number;
  currency?: string | undefined;
  billing_cycle: BillingCycle;
  /** 0 to 365. */
  trial_days?: number | undefined;
  /** 0 to 10000000. */
  max_users?: number | null | undefined;
  /** 0 to 10000000. */
  max_doctors?: number | null | undefined;
  /** 0 to 10000000. */
  max_patients?: number | null | undefined;
  /** At most 100 items. */
  features?: string[] | undefined;
  is_active?: boolean | undefined;
  /** 0 to 10000. */
  display_order?: number | undefined;
}

export interface SubscriptionPlanUpdate {
  /** 1 to 100 characters. */
  name?: string | undefined;
  /** At most 100 characters. */
  slug?: string | undefined;
  plan_type?: PlanType | undefined;
  /** At most 5000 characters. */
  description?: string | null | undefined;
  price?: string | number | undefined;
  currency?: string | undefined;
  billing_cycle?: BillingCycle | undefined;
  /** 0 to 365. */
  trial_days?: number | undefined;
  /** 0 to 10000000. */
  max_users?: number | null | undefined;
  /** 0 to 10000000. */
  max_doctors?: number | null | undefined;
  /** 0 to 10000000. */
  max_patients?: number | null | undefined;
  /** At most 100 items. */
  features?: string[] | undefined;
  is_active?: boolean | undefined;
  /** 0 to 10000. */
  display_order?: number | undefined;
}

export interface TokenRefresh {
  /** 1 to 4096 characters. */
  refresh: string;
  /** Also answer a new refresh token and spend this one. Default: `false`. */
  rotate?: boolean | undefined;
}

export interface Tokens {
  /** Bearer token for API calls; lives 60 minutes. */
  access: string;
  /** Gets new access tokens; lives 30 days. */
  refresh: string;
}

export interface Transcript {
  text: string;
  /** 0 to 1. */
  confidence: number | null;
  /** What recognised it; `client` for a transcript that was sent. */
  provider: string;
  /** The length of the recording; 0 for a transcript that was sent. */
  duration_ms: number;
}

export interface Treatment {
  id: number;
  hospital: number;
  appointment: number | null;
  patient: number;
  patient_name: string;
  doctor: number;
  doctor_name: string;
  diagnosis: string;
  treatment_plan: string;
  notes: string | null;
  status: TreatmentStatus;
  /** A day: `2025-01-20`. */
  start_date: string | null;
  /** A day: `2025-01-20`. */
  end_date: string | null;
  follow_up_required: boolean;
  /** A day: `2025-01-20`. */
  follow_up_date: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface TreatmentCreate {
  doctor: number;
  appointment?: number | null | undefined;
  /** 1 to 5000 characters. */
  diagnosis: string;
  /** 1 to 20000 characters. */
  treatment_plan: string;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
  status?: TreatmentStatus | undefined;
  /** A day: `2025-01-20`. */
  start_date?: string | null | undefined;
  /** A day: `2025-01-20`. */
  end_date?: string | null | undefined;
  follow_up_required?: boolean | undefined;
  /** Needed when a follow-up is required. A day: `2025-01-20`. */
  follow_up_date?: string | null | undefined;
  patient: number;
}

export type TreatmentStatus = 'planned' | 'in_progress' | 'completed' | 'cancelled' | 'on_hold';

export interface TreatmentUpdate {
  doctor?: number | undefined;
  appointment?: number | null | undefined;
  /** 1 to 5000 characters. */
  diagnosis?: string | undefined;
  /** 1 to 20000 characters. */
  treatment_plan?: string | undefined;
  /** At most 20000 characters. */
  notes?: string | null | undefined;
  status?: TreatmentStatus | undefined;
  /** A day: `2025-01-20`. */
  start_date?: string | null | undefined;
  /** A day: `2025-01-20`. */
  end_date?: string | null | undefined;
  follow_up_required?: boolean | undefined;
  /** Needed when a follow-up is required. A day: `2025-01-20`. */
  follow_up_date?: string | null | undefined;
}

export interface User {
  id: number;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  full_name: string;
  role: Role;
  hospital: number | null;
  is_superuser: boolean;
  is_active: boolean;
  phone_number: string | null;
  /** A day: `2025-01-20`. */
  date_of_birth: string | null;
  gender: Gender | null;
  department: string | null;
  license_number: string | null;
  years_of_experience: number | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_login: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
  address: string | null;
  bio: string | null;
  emergency_contact_name: string | null;
  emergency_contact_phone: string | null;
  preferred_language: string | null;
  timezone: string | null;
  blood_type: BloodType | null;
  allergies: string | null;
  medical_conditions: string | null;
  current_medications: string | null;
}

export interface UserBulk {
  /** Each as for creating one user. 1 to 500 items. */
  users: UserCreate[];
}

export interface UserBulkResult {
  created: number;
  failed: number;
  results: (
    | { index: number; user: UserSummary }
    | {
        index: number;
        error: {
          /** Machine-readable code; branch on this, not on the message. */
          code:
            | 'VALIDATION_ERROR'
            | 'MALFORMED_JSON'
            | 'NOT_AUTHENTICATED'
            | 'INVALID_TOKEN'
            | 'TOKEN_EXPIRED'
            | 'INVALID_CREDENTIALS'
            | 'PERMISSION_DENIED'
            | 'ACCOUNT_DISABLED'
            | 'SETUP_CLOSED'
            | 'PLAN_LIMIT_REACHED'
            | 'NOT_FOUND'
            | 'METHOD_NOT_ALLOWED'
            | 'ALREADY_EXISTS'
            | 'SLOT_UNAVAILABLE'
            | 'SLOT_OVERLAP'
            | 'INVALID_TRANSITION'
            | 'LAST_SUPERUSER'
            | 'IDEMPOTENCY_CONFLICT'
            | 'ACTION_EXPIRED'
            | 'AVATAR_NOT_ACTIVE'
            | 'PRECONDITION_FAILED'
            | 'PAYLOAD_TOO_LARGE'
            | 'UNSUPPORTED_MEDIA_TYPE'
            | 'UNSUPPORTED_AUDIO'
            | 'INVALID_REFERENCE'
            | 'SLOT_MISMATCH'
            | 'SLOT_IN_PAST'
            | 'IDEMPOTENCY_MISMATCH'
            | 'NO_SPEECH'
            | 'UNSUPPORTED_LANGUAGE'
            | 'RATE_LIMITED'
            | 'INTERNAL_ERROR'
            | 'PROVIDER_UNAVAILABLE'
            | 'STT_UNAVAILABLE'
            | 'AVATAR_UNAVAILABLE'
            | 'DATABASE_UNAVAILABLE';
          /** Human-readable sentence in English. */
          message: string;
          /** Field path to its messages; empty when no field is at fault. */
          details: { [key: string]: string[] };
          /** Identifies this request in the logs (also `X-Request-Id`). */
          request_id: string;
        };
      }
  )[];
}

export interface UserCreate {
  /** At most 254 characters. */
  email: string;
  /** 2 to 60 characters. */
  username?: string | undefined;
  /** 1 to 100 characters. */
  first_name: string;
  /** 1 to 100 characters. */
  last_name: string;
  /** 3 to 32 characters. */
  phone_number?: string | null | undefined;
  /** A day: `2025-01-20`. */
  date_of_birth?: string | null | undefined;
  gender?: Gender | null | undefined;
  /** At most 100 characters. */
  department?: string | null | undefined;
  /** At most 50 characters. */
  license_number?: string | null | undefined;
  /** 0 to 80. */
  years_of_experience?: number | null | undefined;
  /** At most 500 characters. */
  address?: string | null | undefined;
  /** At most 5000 characters. */
  bio?: string | null | undefined;
  /** At most 200 characters. */
  emergency_contact_name?: string | null | undefined;
  /** 3 to 32 characters. */
  emergency_contact_phone?: string | null | undefined;
  /** At most 35 characters. */
  preferred_language?: string | null | undefined;
  /** At most 64 characters. */
  timezone?: string | null | undefined;
  blood_type?: BloodType | null | undefined;
  /** At most 5000 characters. */
  allergies?: string | null | undefined;
  /** At most 5000 characters. */
  medical_conditions?: string | null | undefined;
  /** At most 5000 characters. */
  current_medications?: string | null | undefined;
  /** 10 to 128 characters. */
  password: string;
  role: Role;
  /** Defaults to your own hospital; a superuser may name another. */
  hospital?: number | undefined;
}

export interface UserSummary {
  id: number;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  full_name: string;
  role: Role;
  hospital: number | null;
  is_superuser: boolean;
  is_active: boolean;
  phone_number: string | null;
  /** A day: `2025-01-20`. */
  date_of_birth: string | null;
  gender: Gender | null;
  department: string | null;
  license_number: string | null;
  years_of_experience: number | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  last_login: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface UserUpdate {
  /** At most 254 characters. */
  email?: string | undefined;
  /** 2 to 60 characters. */
  username?: string | undefined;
  /** 1 to 100 characters. */
  first_name?: string | undefined;
  /** 1 to 100 characters. */
  last_name?: string | undefined;
  /** 3 to 32 characters. */
  phone_number?: string | null | undefined;
  /** A day: `2025-01-20`. */
  date_of_birth?: string | null | undefined;
  gender?: Gender | null | undefined;
  /** At most 100 characters. */
  department?: string | null | undefined;
  /** At most 50 characters. */
  license_number?: string | null | undefined;
  /** 0 to 80. */
  years_of_experience?: number | null | undefined;
  /** At most 500 characters. */
  address?: string | null | undefined;
  /** At most 5000 characters. */
  bio?: string | null | undefined;
  /** At most 200 characters. */
  emergency_contact_name?: string | null | undefined;
  /** 3 to 32 characters. */
  emergency_contact_phone?: string | null | undefined;
  /** At most 35 characters. */
  preferred_language?: string | null | undefined;
  /** At most 64 characters. */
  timezone?: string | null | undefined;
  blood_type?: BloodType | null | undefined;
  /** At most 5000 characters. */
  allergies?: string | null | undefined;
  /** At most 5000 characters. */
  medical_conditions?: string | null | undefined;
  /** At most 5000 characters. */
  current_medications?: string | null | undefined;
  role?: Role | undefined;
  is_active?: boolean | undefined;
  /** Only a superuser may change this. */
  hospital?: number | undefined;
}

export interface Viseme {
  v: 'sil' | 'PP' | 'FF' | 'TH' | 'DD' | 'kk' | 'CH' | 'SS' | 'nn' | 'RR' | 'aa' | 'E' | 'I' | 'O' | 'U';
  /** Start, in milliseconds. */
  t: number;
  /** Duration, in milliseconds. */
  d: number;
}

export interface VitalSigns {
  blood_pressure?: string | null | undefined;
  /** Beats a minute. 0 to 350. */
  heart_rate?: number | null | undefined;
  /** Degrees; Celsius below 50, else Fahrenheit. 20 to 115. */
  temperature?: number | null | undefined;
  /** Kilograms. 0.1 to 700. */
  weight?: number | null | undefined;
  /** Centimetres. 10 to 280. */
  height?: number | null | undefined;
  /** Breaths a minute. 0 to 120. */
  respiratory_rate?: number | null | undefined;
  /** Per cent. 0 to 100. */
  oxygen_saturation?: number | null | undefined;
}

export interface VitalSignsInput {
  blood_pressure?: string | null | undefined;
  /** Beats a minute. 0 to 350. */
  heart_rate?: number | null | undefined;
  /** Degrees; Celsius below 50, else Fahrenheit. 20 to 115. */
  temperature?: number | null | undefined;
  /** Kilograms. 0.1 to 700. */
  weight?: number | null | undefined;
  /** Centimetres. 10 to 280. */
  height?: number | null | undefined;
  /** Breaths a minute. 0 to 120. */
  respiratory_rate?: number | null | undefined;
  /** Per cent. 0 to 100. */
  oxygen_saturation?: number | null | undefined;
}

export interface VoiceReply {
  /** Send it with the next message. */
  session_id: string;
  reply: string;
  message: ChatMessage;
  /** What the message was understood to ask for. */
  intent: ChatIntent | null;
  /** How sure that is, 0 to 1. */
  confidence: number | null;
  /** The resources the reply tells of: slots, doctors, appointments… */
  data: { [key: string]: unknown }[];
  /** Messages that can be sent as they stand; the first moves the dialogue on. */
  suggestions: string[];
  /** Waits for `confirm`. */
  pending_action: PendingAction | null;
  safety: Safety;
  /** What answered. */
  provider: string;
  /** Whether something stood in for a provider that was not available. */
  degraded: boolean;
  transcript: Transcript;
  /** The reply, spoken; `null` when not asked for, or not available. */
  audio: Audio | null;
}

export interface Webhook {
  id: number;
  hospital: number;
  url: string;
  events: WebhookEventType[];
  description: string | null;
  is_active: boolean;
  /**
   * Why the server switched it off: it answered 410 (`gone`), or failed for five days (`failing`).
   * Switching it on again clears this.
   */
  disabled_reason: 'gone' | 'failing' | null;
  /** The last characters of the secret. */
  secret_hint: string;
  /**
   * Until when deliveries are signed with the secret before as well; `null` when no rotation is under
   * way. An instant: `2025-01-20T09:00:00.000Z`.
   */
  previous_secret_expires_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
}

export interface WebhookCreate {
  /**
   * Must be `https`, and lead to no private address, unless the server is configured to allow it. At
   * most 2000 characters.
   */
  url: string;
  /** The event types to send; `*` for all of them. 1 to 19 items. */
  events: WebhookEventType[];
  /** At most 500 characters. */
  description?: string | null | undefined;
  is_active?: boolean | undefined;
  /** Taken as bytes; after `whsec_` as Base64. Made by the server when absent. 8 to 256 characters. */
  secret?: string | undefined;
  /** Defaults to your own hospital. */
  hospital?: number | undefined;
}

export type WebhookEventType =
  | 'appointment.created'
  | 'appointment.updated'
  | 'appointment.confirmed'
  | 'appointment.cancelled'
  | 'appointment.completed'
  | 'appointment.no_show'
  | 'user.created'
  | 'user.updated'
  | 'user.deactivated'
  | 'medical_record.created'
  | 'medical_record.updated'
  | 'medical_record.deleted'
  | 'treatment.created'
  | 'treatment.updated'
  | 'prescription.created'
  | 'prescription.updated'
  | 'hospital.updated'
  | 'subscription.created'
  | '*';

export interface WebhookPayload {
  /** Unique; a webhook is sent it as `webhook-id`. */
  id: string;
  type: DeliveryEventType;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  hospital: number;
  data: EventData;
}

export interface WebhookSecretRotate {
  /** Taken as bytes; after `whsec_` as Base64. Made by the server when absent. 8 to 256 characters. */
  secret?: string | undefined;
}

export interface WebhookUpdate {
  /**
   * Must be `https`, and lead to no private address, unless the server is configured to allow it. At
   * most 2000 characters.
   */
  url?: string | undefined;
  /** The event types to send; `*` for all of them. 1 to 19 items. */
  events?: WebhookEventType[] | undefined;
  /** At most 500 characters. */
  description?: string | null | undefined;
  is_active?: boolean | undefined;
}

export interface WebhookWithSecret {
  id: number;
  hospital: number;
  url: string;
  events: WebhookEventType[];
  description: string | null;
  is_active: boolean;
  /**
   * Why the server switched it off: it answered 410 (`gone`), or failed for five days (`failing`).
   * Switching it on again clears this.
   */
  disabled_reason: 'gone' | 'failing' | null;
  /** The last characters of the secret. */
  secret_hint: string;
  /**
   * Until when deliveries are signed with the secret before as well; `null` when no rotation is under
   * way. An instant: `2025-01-20T09:00:00.000Z`.
   */
  previous_secret_expires_at: string | null;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  created_at: string;
  /** An instant: `2025-01-20T09:00:00.000Z`. */
  updated_at: string;
  /** Verifies the signatures. Shown this once. */
  secret: string;
}

/** What went wrong, for programs to branch on. */
export type ErrorCode = ErrorBody['error']['code'];

/** What a streamed reply of the assistant is made of. */
export type ChatStreamEvent =
  | ServerSentEvent<'session', { session_id: string }>
  | ServerSentEvent<'delta', { text: string }>
  | ServerSentEvent<'tool', { name: string; status: 'started' | 'done' | 'failed' }>
  | ServerSentEvent<'message', ChatReply>
  | ServerSentEvent<'error', ErrorBody>
  | ServerSentEvent<'done', Record<string, never>>;

/** What a streamed speech of an avatar is made of. */
export type AvatarStreamEvent =
  | ServerSentEvent<'audio', { index: number; text: string; audio: Audio | null }>
  | ServerSentEvent<'message', AvatarSpeech>
  | ServerSentEvent<'error', ErrorBody>
  | ServerSentEvent<'done', Record<string, never>>;

/** An event of a hospital, as it is streamed. */
export type StreamedEvent = ServerSentEvent<EventType, Event>;
