// From an empty installation to a prescription, in eleven calls. Run it against a freshly installed server:
//   node quickstart.mjs [base URL]
// It stops at the first answer that is not a success.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MedCor } from '@medcor/sdk';

/** Walks through the steps with a client that nobody has signed in with yet; tells of each when it is done. */
export async function walk(medcor, tell) {
  const done = (step, made) => tell(step, made.id);

  const hospital = await medcor.hospitals.create({
    name: 'City General Hospital',
    city: 'New York',
    state: 'NY',
    country: 'USA',
    hospital_type: 'general',
    contact_email: 'admin@citygeneral.com',
    contact_phone: '+1-212-555-0100',
  });
  done('1.1 Create a hospital', hospital);

  // Nobody has claimed the installation yet: whoever registers first is its administrator.
  const account = { email: 'admin@hospital.com', password: 'SecurePassword123!' };
  const { user } = await medcor.auth.register({
    ...account,
    password_confirm: account.password,
    first_name: 'John',
    last_name: 'Admin',
    role: 'admin',
    hospital: hospital.id,
  });
  done('2.1 Register its administrator', user);
  // The client keeps the tokens, sends them with each call from here on, and renews them.
  done('2.2 Sign in', (await medcor.auth.login(account)).user);

  const doctor = await medcor.users.create({
    email: 'dr.smith@hospital.com',
    username: 'drsmith',
    password: 'DoctorPass123!',
    first_name: 'Jane',
    last_name: 'Smith',
    role: 'doctor',
    hospital: hospital.id,
    department: 'Cardiology',
    license_number: 'MD123456',
    years_of_experience: 10,
  });
  done('3.1 Create a doctor', doctor);

  const [cardiology] = await medcor.specialties.list({ search: 'cardiology' }).toArray({ limit: 1 });
  const assignment = await medcor.doctorSpecialties.create({
    doctor: doctor.id,
    specialty: cardiology.id,
    is_primary: true,
    years_of_experience: 10,
    certification_date: '2014-06-15',
  });
  done('3.2 Assign cardiology to the doctor', assignment);

  const patient = await medcor.users.create({
    email: 'patient@email.com',
    username: 'patient001',
    password: 'PatientPass123!',
    first_name: 'Alice',
    last_name: 'Johnson',
    role: 'patient',
    hospital: hospital.id,
    date_of_birth: '1985-03-20',
    phone_number: '+1-212-555-0200',
    blood_type: 'O+',
    allergies: 'Penicillin',
    emergency_contact_name: 'Bob Johnson',
    emergency_contact_phone: '+1-212-555-0201',
  });
  done('3.3 Create a patient', patient);

  const slot = await medcor.availabilitySlots.create({
    doctor: doctor.id,
    start_time: '2025-01-20T09:00:00Z',
    end_time: '2025-01-20T17:00:00Z',
    is_available: true,
  });
  done('4.1 Open a slot', slot);

  const record = await medcor.medicalRecords.create({
    patient: patient.id,
    record_type: 'general',
    title: 'Initial Health Assessment',
    description: 'Patient initial consultation and health history',
    diagnosis: 'General checkup - healthy',
    symptoms: 'None',
    vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 98.6, weight: 70 },
  });
  done('4.2 Write a medical record', record);

  const appointment = await medcor.appointments.create({
    patient: patient.id,
    doctor: doctor.id,
    slot: slot.id,
    appointment_type: 'consultation',
    reason: 'Regular checkup',
    notes: 'Patient requests morning appointment',
  });
  done('5.1 Book an appointment', appointment);

  const treatment = await medcor.treatments.create({
    appointment: appointment.id,
    patient: patient.id,
    doctor: doctor.id,
    diagnosis: 'Mild hypertension',
    treatment_plan: 'Lifestyle changes and medication',
    notes: 'Monitor blood pressure weekly',
    follow_up_required: true,
    follow_up_date: '2025-02-20',
  });
  done('5.2 Record a treatment', treatment);

  const prescription = await medcor.prescriptions.create(treatment.id, {
    medication_name: 'Lisinopril',
    dosage: '10mg',
    frequency: 'Once daily',
    duration: '30 days',
    instructions: 'Take with food in the morning',
  });
  done('5.3 Issue a prescription', prescription);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const baseUrl = process.argv[2] ?? process.env.MEDCOR_BASE_URL ?? 'http://localhost:8002';
  const tell = (step, id) => process.stdout.write(`${step.padEnd(36)} id ${id}\n`);
  walk(new MedCor({ baseUrl }), tell).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
