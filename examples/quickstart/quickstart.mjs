// From an empty installation to a prescription, in eleven calls. Run it against a freshly installed server:
//   node quickstart.mjs [base URL]
// It stops at the first answer that is not a success.

const baseUrl = process.argv[2] ?? process.env.MEDCOR_BASE_URL ?? 'http://localhost:8002';

/** Where the steps are: set by signing in, sent with every call after. */
let accessToken;

async function step(title, path, body, expected) {
  const response = await fetch(baseUrl + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    const { code, message, details } = answer.error;
    throw new Error(`${title}: ${response.status} ${code}: ${message} ${JSON.stringify(details)}`);
  }
  if (expected !== undefined && answer.id !== expected) {
    throw new Error(
      `${title}: the id is ${answer.id}, not ${expected}: this server is not freshly installed.`,
    );
  }
  process.stdout.write(`${title.padEnd(36)} ${response.status} ${answer.id ? `id ${answer.id}` : ''}\n`);
  return answer;
}

async function main() {
  await step(
    '1.1 Create a hospital',
    '/api/hospitals/',
    {
      name: 'City General Hospital',
      city: 'New York',
      state: 'NY',
      country: 'USA',
      hospital_type: 'general',
      contact_email: 'admin@citygeneral.com',
      contact_phone: '+1-212-555-0100',
    },
    1,
  );

  await step('2.1 Register the first admin', '/api/auth/register/', {
    email: 'admin@hospital.com',
    password: 'SecurePassword123!',
    password_confirm: 'SecurePassword123!',
    first_name: 'John',
    last_name: 'Admin',
    role: 'admin',
    hospital: 1,
    phone_number: '+1-212-555-0101',
  });

  const { tokens } = await step('2.2 Sign in', '/api/auth/login/', {
    email: 'admin@hospital.com',
    password: 'SecurePassword123!',
  });
  accessToken = tokens.access;

  await step(
    '3.1 Create a doctor',
    '/api/auth/users/',
    {
      email: 'dr.smith@hospital.com',
      username: 'drsmith',
      password: 'DoctorPass123!',
      first_name: 'Jane',
      last_name: 'Smith',
      role: 'doctor',
      hospital: 1,
      department: 'Cardiology',
      license_number: 'MD123456',
      years_of_experience: 10,
    },
    2,
  );

  await step(
    '3.2 Assign cardiology to the doctor',
    '/api/specialty/doctor-specialties/',
    {
      doctor: 2,
      specialty: 5,
      is_primary: true,
      years_of_experience: 10,
      certification_date: '2014-06-15',
    },
    1,
  );

  await step(
    '3.3 Create a patient',
    '/api/auth/users/',
    {
      email: 'patient@email.com',
      username: 'patient001',
      password: 'PatientPass123!',
      first_name: 'Alice',
      last_name: 'Johnson',
      role: 'patient',
      hospital: 1,
      date_of_birth: '1985-03-20',
      phone_number: '+1-212-555-0200',
      blood_type: 'O+',
      allergies: 'Penicillin',
      emergency_contact_name: 'Bob Johnson',
      emergency_contact_phone: '+1-212-555-0201',
    },
    3,
  );

  await step(
    '4.1 Open a slot',
    '/api/appointments/availability-slots/',
    {
      doctor: 2,
      start_time: '2025-01-20T09:00:00Z',
      end_time: '2025-01-20T17:00:00Z',
      is_available: true,
    },
    1,
  );

  await step(
    '4.2 Write a medical record',
    '/api/medical-records/',
    {
      patient: 3,
      record_type: 'general',
      title: 'Initial Health Assessment',
      description: 'Patient initial consultation and health history',
      diagnosis: 'General checkup - healthy',
      symptoms: 'None',
      vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 98.6, weight: 70 },
    },
    1,
  );

  await step(
    '5.1 Book an appointment',
    '/api/appointments/',
    {
      patient: 3,
      doctor: 2,
      slot: 1,
      appointment_type: 'consultation',
      reason: 'Regular checkup',
      notes: 'Patient requests morning appointment',
    },
    1,
  );

  await step(
    '5.2 Record a treatment',
    '/api/treatments/',
    {
      appointment: 1,
      patient: 3,
      doctor: 2,
      diagnosis: 'Mild hypertension',
      treatment_plan: 'Lifestyle changes and medication',
      notes: 'Monitor blood pressure weekly',
      follow_up_required: true,
      follow_up_date: '2025-02-20',
    },
    1,
  );

  await step(
    '5.3 Issue a prescription',
    '/api/treatments/1/prescriptions/',
    {
      medication_name: 'Lisinopril',
      dosage: '10mg',
      frequency: 'Once daily',
      duration: '30 days',
      instructions: 'Take with food in the morning',
    },
    1,
  );
}

main().catch((error) => {
  const reason = error.cause?.code === 'ECONNREFUSED' ? `no server answers at ${baseUrl}` : error.message;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
});
