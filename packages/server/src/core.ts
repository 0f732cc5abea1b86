import { type Contract, contract, type Operation, operationsOf } from '@medcor/contract';
import type { AssistantPorts } from './assistant-ports.js';
import type { Database } from './db/database.js';
import { createEdge, type Edge } from './edge/edge.js';
import { createOperate, type Operate } from './edge/operate.js';
import type { RouteHandler, Routes } from './edge/route.js';
import { apiKeyRoutes } from './features/api-keys/api-keys.routes.js';
import { createApiKeyService } from './features/api-keys/api-keys.service.js';
import { appointmentRoutes } from './features/appointments/appointments.routes.js';
import { createAppointmentService } from './features/appointments/appointments.service.js';
import { auditLogRoutes } from './features/audit-log/audit-log.routes.js';
import { createAuditLogService } from './features/audit-log/audit-log.service.js';
import { createAuditRecorder } from './features/audit-log/audit-recorder.js';
import { createToolUseRecorder } from './features/audit-log/tool-uses.js';
import { authRoutes } from './features/auth/auth.routes.js';
import { createAuthService } from './features/auth/auth.service.js';
import { createIdentification } from './features/auth/identification.js';
import { createPasswordService } from './features/auth/passwords.service.js';
import { createSignInStates, type SignInStates } from './features/auth/sign-in-states.js';
import { availabilitySlotRoutes } from './features/availability-slots/availability-slots.routes.js';
import { createAvailabilitySlotService } from './features/availability-slots/availability-slots.service.js';
import { avatarRoutes } from './features/avatar/avatar.routes.js';
import { chatRoutes } from './features/chat/chat.routes.js';
import { createChatService } from './features/chat/chat.service.js';
import { doctorSpecialtyRoutes } from './features/doctor-specialties/doctor-specialties.routes.js';
import { createDoctorSpecialtyService } from './features/doctor-specialties/doctor-specialties.service.js';
import { createEventFeed, type EventFeed } from './features/events/event-feed.js';
import { createEventPublisher, type EventPublisher } from './features/events/event-publisher.js';
import { eventRoutes } from './features/events/events.routes.js';
import { createEventService } from './features/events/events.service.js';
import { hospitalRoutes } from './features/hospitals/hospitals.routes.js';
import { createHospitalService } from './features/hospitals/hospitals.service.js';
import { createIdempotencyKeys } from './features/idempotency/idempotency.js';
import { createAttachmentService } from './features/medical-records/attachments.service.js';
import { medicalRecordRoutes } from './features/medical-records/medical-records.routes.js';
import { createMedicalRecordService } from './features/medical-records/medical-records.service.js';
import { prescriptionRoutes } from './features/prescriptions/prescriptions.routes.js';
import { createPrescriptionService } from './features/prescriptions/prescriptions.service.js';
import { sessionRoutes } from './features/sessions/sessions.routes.js';
import { createSessionService } from './features/sessions/sessions.service.js';
import { specialtyRoutes } from './features/specialties/specialties.routes.js';
import { createSpecialtyService } from './features/specialties/specialties.service.js';
import { subscriptionPlanRoutes } from './features/subscription-plans/subscription-plans.routes.js';
import { createSubscriptionPlanService } from './features/subscription-plans/subscription-plans.service.js';
import { createSubscriptionService } from './features/subscription-plans/subscriptions.service.js';
import { systemRoutes } from './features/system/system.routes.js';
import { createSystemService } from './features/system/system.service.js';
import { treatmentRoutes } from './features/treatments/treatments.routes.js';
import { createTreatmentService } from './features/treatments/treatments.service.js';
import { createPatientExportService } from './features/users/patient-export.service.js';
import { userRoutes } from './features/users/users.routes.js';
import { createUserService } from './features/users/users.service.js';
import { createWebhookDeliveryService } from './features/webhooks/webhook-deliveries.service.js';
import { webhookRoutes } from './features/webhooks/webhooks.routes.js';
import { createWebhookService } from './features/webhooks/webhooks.service.js';
import { createPager, type Pager, type Seal } from './lists/pager.js';
import type {
  Clock,
  FileStore,
  Mailer,
  PasswordHasher,
  RateLimiter,
  Secrets,
  TokenSigner,
  WebhookAddresses,
  WebhookSender,
} from './ports.js';

/** All that the core needs of the world around it. */
export interface CorePorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly passwordHasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly tokenSigner: TokenSigner;
  readonly seal: Seal;
  readonly mailer: Mailer;
  readonly files: FileStore;
  readonly webhookSender: WebhookSender;
  readonly webhookAddresses: WebhookAddresses;
  readonly assistant: AssistantPorts;
  /** Hears when there are deliveries to webhooks to be made: the core queues them, and sends none. */
  readonly onQueued?: (() => void) | undefined;
  /** Aborted when the server is to stop: nothing is to be waited for any more. */
  readonly stopping?: AbortSignal | undefined;
  /** Counts requests; without one there are no limits. */
  readonly rateLimiter?: RateLimiter | undefined;
  /** Where people reach the product; links in mails are made from it. */
  readonly publicUrl: string;
  readonly setupToken: string;
  readonly version: string;
  /** Whether the server is about to stop, so that callers had better be sent to another one. */
  readonly isLeaving?: (() => boolean) | undefined;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly checkAnswers?: boolean;
}

/**
 * The API without transport and without PostgreSQL: services and routes over any store, behind one edge. Runs in
 * a browser; the mock is this over memory, the server is this under Express over Knex.
 */
export function createCore(ports: CorePorts): Edge {
  const { database, clock } = ports;
  const feed = createEventFeed(ports);
  const audit = createAuditRecorder(ports);
  const handle = (operation: Operation, store: Database) =>
    handlerOf(operation, { ...shared, database: store });
  const shared: DomainPorts = {
    ...ports,
    operate: createOperate({ database, audit, handlerOf: handle }),
    feed,
    events: createEventPublisher({ ...ports, feed }),
    pager: createPager(ports.seal),
    signInStates: createSignInStates(ports),
    startedAt: clock(),
  };

  return createEdge({
    ...ports,
    operations: servedOperations(shared),
    handlerOf: handle,
    audit,
    idempotency: createIdempotencyKeys(ports),
    digest: ports.secrets.digest,
    identify: createIdentification(shared),
    isSetupToken: (token) => ports.secrets.digest(token) === ports.secrets.digest(ports.setupToken),
    awaitsFirstHospital: () =>
      database.read('platform', async ({ installation }) => {
        const { hospital, claimed_at } = await installation.get();
        return hospital === null && claimed_at === null;
      }),
    limit: ports.rateLimiter,
    checkAnswers: ports.checkAnswers ?? false,
  });
}

/** What services are made from. */
interface DomainPorts extends CorePorts {
  readonly pager: Pager;
  readonly signInStates: SignInStates;
  readonly feed: EventFeed;
  readonly events: EventPublisher;
  readonly operate: Operate;
  readonly startedAt: Date;
}

/**
 * The routes of each part of the contract. They are made anew for each request, over the store as that request uses
 * it: what is written of the request beside its own rows needs no hand of a service.
 */
const domains: { readonly [Domain in keyof Contract]?: (ports: DomainPorts) => Partial<Routes<Domain>> } = {
  hospitals: (ports) => hospitalRoutes(createHospitalService(ports), createSubscriptionService(ports)),
  auth: (ports) =>
    authRoutes(createAuthService(ports), createPasswordService(ports), createUserService(ports)),
  sessions: (ports) => sessionRoutes(createSessionService(ports)),
  apiKeys: (ports) => apiKeyRoutes(createApiKeyService(ports)),
  users: (ports) => userRoutes(createUserService(ports), createPatientExportService(ports)),
  availabilitySlots: (ports) => availabilitySlotRoutes(createAvailabilitySlotService(ports)),
  appointments: (ports) => appointmentRoutes(createAppointmentService(ports)),
  medicalRecords: (ports) => {
    const medicalRecords = createMedicalRecordService(ports);
    return medicalRecordRoutes(medicalRecords, createAttachmentService({ ...ports, medicalRecords }));
  },
  treatments: (ports) => treatmentRoutes(createTreatmentService(ports)),
  prescriptions: (ports) => prescriptionRoutes(createPrescriptionService(ports)),
  specialties: (ports) => specialtyRoutes(createSpecialtyService(ports)),
  doctorSpecialties: (ports) => doctorSpecialtyRoutes(createDoctorSpecialtyService(ports)),
  subscriptionPlans: (ports) =>
    subscriptionPlanRoutes(createSubscriptionPlanService(ports), createSubscriptionService(ports)),
  webhooks: (ports) => {
    const webhooks = createWebhookService(ports);
    return webhookRoutes(webhooks, createWebhookDeliveryService({ ...ports, webhooks }));
  },
  events: (ports) => eventRoutes(createEventService(ports)),
  auditLog: (ports) => auditLogRoutes(createAuditLogService(ports)),
  chat: (ports) => chatRoutes({ ...ports, chat: createChatService(ports), talk: () => openTalk(ports) }),
  avatar: (ports) =>
    avatarRoutes(async () => {
      const { openAvatars } = await import('./features/avatar/open-avatars.js');
      return openAvatars({
        ...ports,
        ownsConversation: createChatService(ports).owns,
        async converse(actor, message, origin) {
          const { sayWithin } = await openTalk(ports);
          return sayWithin({ actor, origin }, { ...message, modality: 'voice', channel: 'avatar' });
        },
      });
    }),
  system: (ports) => systemRoutes(createSystemService(ports)),
};

async function openTalk(ports: DomainPorts) {
  const { openConversations } = await import('./features/chat/open-conversations.js');
  return openConversations({ ...ports, recordToolUse: createToolUseRecorder(ports) });
}

/** The operations of the contract that have a route. */
function servedOperations(ports: DomainPorts): Operation[] {
  return operationsOf(contract).filter((operation) => findHandler(operation, ports) !== undefined);
}

function handlerOf(operation: Operation, ports: DomainPorts): RouteHandler {
  const handler = findHandler(operation, ports);
  if (!handler) throw new Error(`Nothing serves ${operation.id}.`);
  return handler;
}

function findHandler({ id }: Operation, ports: DomainPorts): RouteHandler | undefined {
  const [domain = '', name = ''] = id.split('.');
  // Each domain's routes are typed against its part of the contract; here they are all alike.
  const routesOf = domains[domain as keyof Contract] as
    | ((ports: DomainPorts) => Readonly<Record<string, RouteHandler>>)
    | undefined;
  return routesOf?.(ports)[name];
}
