import { patientFor } from './patient-named.js';
import { type Answer, plainAnswer, type Turn } from './turn.js';
import { numbered } from './wording.js';

/** Looks something up of a patient and tells of it. */
async function ofPatient(
  turn: Turn,
  intent: 'list_prescriptions' | 'list_followups' | 'list_records',
  tell: (patient: number | undefined) => Promise<Answer>,
): Promise<Answer> {
  const patient = await patientFor(turn, turn.state.task === intent ? turn.state.details : {}, intent);
  return 'reply' in patient ? patient : tell(patient.id);
}

export function showPrescriptions(turn: Turn): Promise<Answer> {
  return ofPatient(turn, 'list_prescriptions', async (patient) => {
    const all = await turn.tools.listPrescriptions({ patient });
    const active = all.filter(({ status }) => status === 'active');
    const shown = (active.length > 0 ? active : all).slice(0, 10);
    if (shown.length === 0)
      return plainAnswer(turn, 'There are no prescriptions.', { intent: 'list_prescriptions' });
    const lines = shown.map(
      ({ medication_name, dosage, frequency, duration }) =>
        `${medication_name} ${dosage}, ${frequency}, for ${duration}`,
    );
    const kind = active.length > 0 ? 'current' : 'former';
    return plainAnswer(turn, `These are the ${kind} prescriptions:\n${numbered(lines)}`, {
      intent: 'list_prescriptions',
      data: shown.map((each) => ({ ...each })),
    });
  });
}

export function showFollowUps(turn: Turn): Promise<Answer> {
  return ofPatient(turn, 'list_followups', async (patient) => {
    const treatments = await turn.tools.listTreatments({ patient });
    const running = treatments.filter(({ status }) => status !== 'cancelled' && status !== 'completed');
    const due = treatments.filter(
      ({ follow_up_required, status }) => follow_up_required && status !== 'cancelled',
    );
    const shown = [...new Set([...due, ...running])].slice(0, 10);
    if (shown.length === 0) {
      return plainAnswer(turn, 'There is no treatment under way, and no follow-up is due.', {
        intent: 'list_followups',
      });
    }
    const lines = shown.map(({ diagnosis, treatment_plan, doctor_name, follow_up_date }) => {
      const followUp = follow_up_date === null ? '' : ` Follow-up on ${follow_up_date}.`;
      return `${diagnosis}: ${treatment_plan} (Dr. ${doctor_name}).${followUp}`;
    });
    return plainAnswer(turn, `This is what is planned:\n${numbered(lines)}`, {
      intent: 'list_followups',
      data: shown.map((each) => ({ ...each })),
      suggestions: ['Book an appointment', 'Show my appointments', 'Show my prescriptions'],
    });
  });
}

export function showRecords(turn: Turn): Promise<Answer> {
  return ofPatient(turn, 'list_records', async (patient) => {
    const records = await turn.tools.listRecords({ patient });
    if (records.length === 0)
      return plainAnswer(turn, 'There are no medical records.', { intent: 'list_records' });
    const lines = records.map(
      ({ title, record_type, created_at }) =>
        `${title} (${record_type.replaceAll('_', ' ')}, ${created_at.slice(0, 10)})`,
    );
    return plainAnswer(turn, `These are the latest records:\n${numbered(lines)}`, {
      intent: 'list_records',
      data: records.map((each) => ({ ...each })),
    });
  });
}

export async function showHospital(turn: Turn): Promise<Answer> {
  const hospital = await turn.tools.hospitalInfo();
  const { name, address_line1, city, state, country, contact_phone, contact_email, website } = hospital;
  const address = [address_line1, city, state, country].filter(Boolean).join(', ');
  const emergency = hospital.emergency_services
    ? 'It has an emergency department.'
    : 'It has no emergency department.';
  const reach = [
    contact_phone && `phone ${contact_phone}`,
    contact_email && `e-mail ${contact_email}`,
    website,
  ]
    .filter(Boolean)
    .join(', ');
  return plainAnswer(
    turn,
    `${name}: ${address}. You reach it by ${reach}. ${emergency} Times are those of ${hospital.timezone}. ` +
      'For opening and visiting hours, parking and the like, please ask the front desk.',
    {
      intent: 'hospital_info',
      data: [{ ...hospital }],
      suggestions: ['Talk to a person', 'Book an appointment'],
    },
  );
}

export async function showPeople(turn: Turn): Promise<Answer> {
  const { name, contact_phone, contact_email } = await turn.tools.hospitalInfo();
  return plainAnswer(
    turn,
    `I am a program. To talk to a person, call ${name} at ${contact_phone}, or write to ${contact_email}.`,
    { intent: 'human' },
  );
}
