import { contract, type Endpoint, operationsOf } from '@medcor/contract';
import type { Database } from './db/database.js';
import { createEdge, type Edge, type ServedOperation } from './edge/edge.js';
import type { RouteHandler } from './edge/route.js';
import { apiKeyRoutes } from './features/api-keys/api-keys.routes.js';
import { createApiKeyService } from './features/api-keys/api-keys.service.js';
import { appointmentRoutes } from './features/appointments/appointments.routes.js';
import { createAppointmentService } from './features/appointments/appointments.service.js';
import { authRoutes } from './features/auth/auth.routes.js';
import { createAuthService } from './features/auth/auth.service.js';
import { createIdentification } from './features/auth/identification.js';
import { createPasswordService } from './features/auth/passwords.service.js';
import { createSignInStates } from './features/auth/sign-in-states.js';
import { availabilitySlotRoutes } from './features/availability-slots/availability-slots.routes.js';
import { createAvailabilitySlotService } from './features/availability-slots/availability-slots.service.js';
import { doctorSpecialtyRoutes } from './features/doctor-specialties/doctor-specialties.routes.js';
import { createDoctorSpecialtyService } from './features/doctor-specialties/doctor-specialties.service.js';
import { hospitalRoutes } from './features/hospitals/hospitals.routes.js';
import { createHospitalService } from './features/hospitals/hospitals.service.js';
import { createAttachmentService } from './features/medical-records/attachments.service.js';
import { medicalRecordRoutes } from './features/medical-records/medical-records.routes.js';
import { createMedicalRecordService } from './features/medical-records/medical-records.service.js';
import { prescriptionRoutes } from './features/prescriptions/prescriptions.routes.js';
import { createPrescriptionService } from './features/prescriptions/prescriptions.service.js';
import { sessionRoutes } from './features/sessions/sessions.routes.js';
import { createSessionService } from './features/sessions/sessions.service.js';
import { specialtyRoutes } from './features/specialties/specialties.routes.js';
import { createSpecialtyService } from './features/specialties/specialties.service.js';
import { systemRoutes } from './features/system/system.routes.js';
import { createSystemService } from './features/system/system.service.js';
import { treatmentRoutes } from './features/treatments/treatments.routes.js';
import { createTreatmentService } from './features/treatments/treatments.service.js';
import { userRoutes } from './features/users/users.routes.js';
import { createUserService } from './features/users/users.service.js';
import { createPager, type Seal } from './lists/pager.js';
import type { Clock, FileStore, Mailer, PasswordHasher, Secrets, TokenSigner } from './ports.js';

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
  /** Where people reach the product; links in mails are made from it. */
  readonly publicUrl: string;
  readonly setupToken: string;
  readonly version: string;
  readonly onFault: (error: unknown, requestId: string) => void;
  readonly checkAnswers?: boolean;
}

/**
 * The API without transport and without PostgreSQL: services and routes over any store, behind one edge. Runs in
 * a browser; the mock is this over memory, the server is this under Express over Knex.
 */
export function createCore(ports: CorePorts): Edge {
  const pager = createPager(ports.seal);
  const signInStates = createSignInStates(ports);
  const shared = { ...ports, pager, signInStates };
  const passwords = createPasswordService(shared);
  const users = createUserService(shared);
  const medicalRecords = createMedicalRecordService(shared);

  const routes = {
    hospitals: hospitalRoutes(createHospitalService(shared)),
    auth: authRoutes(createAuthService(shared), passwords, users),
    sessions: sessionRoutes(createSessionService(shared)),
    apiKeys: apiKeyRoutes(createApiKeyService(shared)),
    users: userRoutes(users),
    availabilitySlots: availabilitySlotRoutes(createAvailabilitySlotService(shared)),
    appointments: appointmentRoutes(createAppointmentService(shared)),
    medicalRecords: medicalRecordRoutes(
      medicalRecords,
      createAttachmentService({ ...shared, medicalRecords }),
    ),
    treatments: treatmentRoutes(createTreatmentService(shared)),
    prescriptions: prescriptionRoutes(createPrescriptionService(shared)),
    specialties: specialtyRoutes(createSpecialtyService(shared)),
    doctorSpecialties: doctorSpecialtyRoutes(createDoctorSpecialtyService(shared)),
    system: systemRoutes(createSystemService(shared)),
  };

  return createEdge({
    operations: servedOperations(routes),
    identify: createIdentification(shared),
    isSetupToken: (token) => ports.secrets.digest(token) === ports.secrets.digest(ports.setupToken),
    awaitsFirstHospital: () =>
      ports.database.read('platform', async ({ installation }) => {
        const { hospital, claimed_at } = await installation.get();
        return hospital === null && claimed_at === null;
      }),
    onFault: ports.onFault,
    checkAnswers: ports.checkAnswers ?? false,
  });
}

/** The operations of the contract that have a route. */
function servedOperations(routes: Record<string, object>): ServedOperation[] {
  return operationsOf(contract).flatMap((operation) => {
    const [domain = '', name = ''] = operation.id.split('.');
    // Each domain's routes are typed against its part of the contract; here they are all alike.
    const handle = (routes[domain] as Record<string, RouteHandler<Endpoint>> | undefined)?.[name];
    return handle ? [{ ...operation, handle }] : [];
  });
}
