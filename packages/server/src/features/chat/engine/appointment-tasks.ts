import type { Appointment } from '@medcor/contract';
import { offer } from './booking-task.js';
import type { Details, DialogueState } from './dialogue-state.js';
import { doctorsNamed } from './doctors.js';
import { propose } from './proposals.js';
import { type Answer, plainAnswer, type Turn } from './turn.js';
import { isWithinHours, wishIn } from './wish.js';
import { appointmentLabel, numbered, spokenTime } from './wording.js';

/** The appointments that are still to come and that the caller deals with: a doctor's own, else all they may see. */
function upcoming({ tools, actor, now }: Turn): Promise<Appointment[]> {
  return tools.listAppointments({
    from: now.toISOString(),
    ...(actor.role === 'doctor' && { doctor: actor.id }),
  });
}

function label(turn: Turn, appointment: Appointment): string {
  return appointmentLabel(appointment, turn.timezone, turn.actor.role === 'patient');
}

export async function showAppointments(turn: Turn): Promise<Answer> {
  const all = await upcoming(turn);
  const wish = wishIn(turn.plain, turn);
  const found = wish?.namesDay ? all.filter(({ start_time: at }) => at >= wish.from && at < wish.to) : all;
  const shown = found.slice(0, 10);
  if (shown.length === 0) {
    const when = wish?.namesDay && all.length > 0 ? ' then' : '';
    return plainAnswer(turn, `There are no appointments${when}.`, { intent: 'list_appointments' });
  }
  const count = found.length === 1 ? 'There is one appointment' : `There are ${found.length} appointments`;
  return plainAnswer(turn, `${count}:\n${numbered(shown.map((each) => label(turn, each)))}`, {
    intent: 'list_appointments',
    data: shown.map((each) => ({ ...each })),
    suggestions: ['Cancel an appointment', 'Move an appointment', 'Book an appointment'],
  });
}

/** Finds which appointment is meant, or asks. */
async function whichAppointment(
  turn: Turn,
  details: Details,
  task: 'cancel_appointment' | 'reschedule_appointment',
): Promise<Appointment | Answer> {
  const all = await upcoming(turn);
  const verb = task === 'cancel_appointment' ? 'cancel' : 'move';
  if (details.appointment !== undefined) {
    const known = all.find(({ id }) => id === details.appointment);
    if (known) return known;
  }
  if (all.length === 0)
    return plainAnswer(turn, `You have no upcoming appointment that I could ${verb}.`, { intent: task });
  const fitting = narrowed(turn, all, task);
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  const offered = (fitting.length > 0 ? fitting : all).slice(0, 6);
  const labels = offered.map((each) => label(turn, each));
  return plainAnswer(turn, `Which appointment shall I ${verb}?\n${numbered(labels)}`, {
    intent: task,
    data: offered.map((each) => ({ ...each })),
    suggestions: labels,
    state: {
      task,
      details,
      choices: offered.map((each, index) => ({
        kind: 'appointment',
        id: each.id,
        label: labels[index] ?? '',
        doctor: each.doctor,
        start_time: each.start_time,
      })),
      proposal: null,
    },
  });
}

/** Those that a message can mean: by doctor, and by time where that is not where it is to be moved to. */
function narrowed(
  turn: Turn,
  all: readonly Appointment[],
  task: DialogueState['task'],
): readonly Appointment[] {
  const doctors = all.map(({ doctor, doctor_name }) => ({ id: doctor, name: doctor_name }));
  const words = turn.plain;
  const named = doctors.filter(({ name }) =>
    name
      .toLowerCase()
      .split(' ')
      .some((part) => part.length > 2 && new RegExp(`\\b${part.replace(/\W/g, '')}\\b`).test(words)),
  );
  const byDoctor = named.length > 0 ? all.filter(({ doctor }) => named.some(({ id }) => id === doctor)) : all;
  const wish = wishIn(words, turn);
  if (!wish || (task === 'reschedule_appointment' && byDoctor.length === 1)) return byDoctor;
  const byTime = byDoctor.filter(
    ({ start_time: at }) =>
      (!wish.namesDay || (at >= wish.from && at < wish.to)) && isWithinHours(at, wish, turn.timezone),
  );
  return task === 'reschedule_appointment' && byTime.length === 0 ? byDoctor : byTime;
}

export async function cancel(turn: Turn, details: Details): Promise<Answer> {
  const appointment = await whichAppointment(turn, details, 'cancel_appointment');
  if ('reply' in appointment) return appointment;
  const what = `the appointment with Dr. ${appointment.doctor_name} on ${spokenTime(appointment.start_time, turn.timezone)}`;
  return propose(
    turn,
    'cancel_appointment',
    { type: 'cancel', summary: `Cancel ${what}.`, payload: { appointment: appointment.id } },
    `Shall I cancel ${what}?`,
    [{ ...appointment }],
  );
}

export async function reschedule(turn: Turn, details: Details): Promise<Answer> {
  const appointment = await whichAppointment(turn, details, 'reschedule_appointment');
  if ('reply' in appointment) return appointment;
  const doctors = await turn.tools.findDoctors();
  const [other] = doctorsNamed(turn.plain, doctors);
  const target = targetOf(turn, appointment, details);
  const known: Details = {
    ...details,
    appointment: appointment.id,
    doctor: other?.id ?? appointment.doctor,
    ...(target && { wish: target }),
  };
  const moving = { ...turn, state: { ...turn.state, task: 'reschedule_appointment' as const } };
  return offer(
    moving,
    known,
    doctors.filter(({ id }) => id === known.doctor),
  );
}

/** Where to: "from Monday to Friday" and "move my Monday appointment to Friday" name two days. */
function targetOf(turn: Turn, appointment: Appointment, { wish: before }: Details) {
  const behind = /\b(?:to|until|for|instead|on|at)\b(?!.*\b(?:to|until)\b)(.*)$/.exec(turn.plain)?.[1];
  const wish = (behind ? wishIn(behind, turn) : undefined) ?? wishIn(turn.plain, turn);
  if (!wish) return before;
  const isWhereItIs =
    wish.namesDay &&
    appointment.start_time >= wish.from &&
    appointment.start_time < wish.to &&
    !wish.namesTime;
  return isWhereItIs && !/\b(?:earlier|later|same day)\b/.test(turn.plain) ? before : wish;
}
