import type { ApiKeyRepository } from './api-keys/api-keys.repository.js';
import type { AppointmentRepository } from './appointments/appointments.repository.js';
import type { PasswordResetRepository, SignInFailureRepository } from './auth/auth.repository.js';
import type { AvailabilitySlotRepository } from './availability-slots/availability-slots.repository.js';
import type { DoctorSpecialtyRepository } from './doctor-specialties/doctor-specialties.repository.js';
import type { HospitalStatisticsRepository } from './hospitals/hospital-statistics.repository.js';
import type { HospitalRepository } from './hospitals/hospitals.repository.js';
import type { InstallationRepository } from './installation/installation.repository.js';
import type { AttachmentRepository } from './medical-records/attachments.repository.js';
import type { MedicalRecordRepository } from './medical-records/medical-records.repository.js';
import type { PrescriptionRepository } from './prescriptions/prescriptions.repository.js';
import type { SessionRepository } from './sessions/sessions.repository.js';
import type { SpecialtyRepository } from './specialties/specialties.repository.js';
import type { TreatmentRepository } from './treatments/treatments.repository.js';
import type { PatientRepository } from './users/patients.repository.js';
import type { UserRepository } from './users/users.repository.js';

/** Every repository, made for one tenant. */
export interface Repositories {
  readonly installation: InstallationRepository;
  readonly hospitals: HospitalRepository;
  readonly hospitalStatistics: HospitalStatisticsRepository;
  readonly users: UserRepository;
  readonly patients: PatientRepository;
  readonly sessions: SessionRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly passwordResets: PasswordResetRepository;
  readonly signInFailures: SignInFailureRepository;
  readonly specialties: SpecialtyRepository;
  readonly doctorSpecialties: DoctorSpecialtyRepository;
  readonly availabilitySlots: AvailabilitySlotRepository;
  readonly appointments: AppointmentRepository;
  readonly medicalRecords: MedicalRecordRepository;
  readonly attachments: AttachmentRepository;
  readonly treatments: TreatmentRepository;
  readonly prescriptions: PrescriptionRepository;
}
