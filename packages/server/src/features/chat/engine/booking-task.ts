import type { AvailabilitySlot, Doctor } from '@medcor/contract';
import type { Choice, Details, Wish } from './dialogue-state.js';
import { doctorsNamed, doctorsOf, titled } from './doctors.js';
import { patientFor } from './patient-named.js';
import { propose } from './proposals.js';
import { specialtiesIn, tellsSymptom } from './specialties.js';
import { type Answer, plainAnswer, type Turn } from './turn.js';
import { anyTimeAfter, HORIZON_DAYS, isWithinHours, wishIn } from './wish.js';
import { numbered, slotLabel, spokenTime } from './wording.js';

/** How many times are offered at once. */
const OFFERS = 4;

/** What a message adds to what is known of a booking. */
function withDetails(turn: Turn, details: Details, doctors: readonly Doctor[]): Details {
  const wish = wishIn(turn.plain, turn);
  const [specialty] = specialtiesIn(turn.plain);
  const [doctor, ...namesakes] = namedDoctors(turn, doctors);
  const reason = reasonIn(turn) ?? details.reason;
  // Whom a message names takes the place of whoever was named before.
  const { doctor: _doctor, specialty: _specialty, ...others } = details;
  const kept = doctor || specialty !== undefined ? others : details;
  return {
    ...kept,
    ...(wish && { wish: joined(details.wish, wish) }),
    ...(doctor && namesakes.length === 0 ? { doctor: doctor.id } : specialty !== undefined && { specialty }),
    ...(reason !== undefined && { reason }),
  };
}

/** What brings somebody here, in their own words; undefined where a message tells no symptom. */
function reasonIn({ plain, message }: Turn): string | undefined {
  return tellsSymptom(plain) ? message.trim().slice(0, 300) : undefined;
}

/** The doctors whom a message names; of namesakes those of the specialty that it speaks of. */
function namedDoctors({ plain }: Turn, doctors: readonly Doctor[]): Doctor[] {
  const named = doctorsNamed(plain, doctors);
  const [specialty] = specialtiesIn(plain);
  const fitting = specialty === undefined ? [] : doctorsOf(specialty, named);
  return fitting.length > 0 ? fitting : named;
}

/** A day said now goes with an hour said before, and the other way round. */
function joined(before: Wish | undefined, wish: Wish): Wish {
  if (!before || wish.namesDay === before.namesDay) return wish;
  const [day, hours] = wish.namesDay ? [wish, before] : [before, wish];
  return { ...day, minutes: hours.minutes ?? day.minutes, namesTime: hours.namesTime };
}

/** Books: asks for whom, with whom and when, whatever of it is not known yet, and proposes a slot. */
export async function book(turn: Turn, before: Details): Promise<Answer> {
  const doctors = await turn.tools.findDoctors();
  const details = withDetails(turn, before, doctors);
  const patient = await patientFor(turn, details, 'book_appointment');
  if ('reply' in patient) return patient;
  const known = { ...details, ...(patient.id !== undefined && { patient: patient.id }) };
  if (known.slot !== undefined) return takeSlot(turn, known, known.slot);
  const namesakes = namedDoctors(turn, doctors);
  if (namesakes.length > 1 && known.doctor === undefined) return askWhichDoctor(turn, known, namesakes);
  const candidates = candidatesFor(known, doctors);
  if (candidates.length > 0) return offer(turn, known, candidates);
  const offered = doctors.filter(({ id }) =>
    turn.state.choices.some((each) => each.kind === 'slot' && each.doctor === id),
  );
  return offered.length > 0 && known.specialty === undefined
    ? offer(turn, known, offered)
    : askWithWhom(turn, known, doctors);
}

/** Proposes the slot that was chosen, once it is known for whom; if it went in the meantime, offers others. */
export async function takeSlot(
  turn: Turn,
  { slot: _before, ...details }: Details,
  id: number,
): Promise<Answer> {
  const slot = await turn.tools.getSlot(id);
  if (details.appointment === undefined) {
    const patient = await patientFor(turn, details, 'book_appointment');
    if ('reply' in patient) {
      return { ...patient, state: { ...patient.state, details: { ...patient.state.details, slot: id } } };
    }
  }
  if (slot.is_available) return proposeSlot(turn, details, slot);
  const doctors = await turn.tools.findDoctors();
  const others = await offer(
    turn,
    details,
    doctors.filter((doctor) => doctor.id === slot.doctor),
  );
  return { ...others, reply: `That time has just been taken. ${others.reply}` };
}

/** The doctors who come into question; none where it was not said. */
function candidatesFor({ doctor, specialty }: Details, doctors: readonly Doctor[]): readonly Doctor[] {
  if (doctor !== undefined) return doctors.filter(({ id }) => id === doctor);
  if (specialty !== undefined) return doctorsOf(specialty, doctors);
  return doctors.length === 1 ? doctors : [];
}

/** Doctors to choose from. */
function doctorChoices(doctors: readonly Doctor[]): Choice[] {
  return doctors.map((doctor) => ({ kind: 'doctor', id: doctor.id, label: titled(doctor) }));
}

function askWhichDoctor(turn: Turn, details: Details, doctors: readonly Doctor[]): Answer {
  const labels = doctors.map(titled);
  return plainAnswer(turn, `Which of these doctors do you mean?\n${numbered(labels)}`, {
    intent: 'book_appointment',
    data: doctors.map((doctor) => ({ ...doctor })),
    suggestions: labels,
    state: {
      task: 'book_appointment',
      details,
      choices: doctorChoices(doctors),
      proposal: null,
    },
  });
}

function askWithWhom(turn: Turn, details: Details, doctors: readonly Doctor[]): Answer {
  const { specialty, ...others } = details;
  const said =
    specialty === undefined ? '' : `There is no doctor of ${specialty.replaceAll('_', ' ')} here. `;
  // Whoever finds no specialist begins with those who see everybody.
  const general = doctorsOf('general_practice', doctors);
  const shown = [...new Set([...general, ...doctors])].slice(0, 8);
  const choices = doctorChoices(shown);
  const names = [...new Set(shown.flatMap((doctor) => doctor.specialties.map(({ name }) => name)))];
  if (choices.length === 0) return plainAnswer(turn, 'There are no doctors here yet with whom I could book.');
  return plainAnswer(turn, `${said}Which doctor, or what kind of doctor, would you like to see?`, {
    intent: turn.understanding.intent === 'find_doctor' ? 'find_doctor' : 'book_appointment',
    data: shown.map((doctor) => ({ ...doctor })),
    suggestions: (names.length > 0 ? names : choices.map(({ label }) => label)).slice(0, 4),
    state: { task: 'book_appointment', details: others, choices, proposal: null },
  });
}

/** Offers the free slots of some doctors, those of the wish first; a single one is proposed at once. */
export async function offer(turn: Turn, details: Details, candidates: readonly Doctor[]): Promise<Answer> {
  const { wish } = details;
  const fitting = wish ? await slotsFor(turn, wish, candidates) : [];
  const isExact = wish?.namesDay && wish.namesTime;
  const [only] = fitting;
  if (only && (fitting.length === 1 || isExact)) return proposeSlot(turn, details, only);
  if (fitting.length > 0)
    return offerSlots(turn, details, fitting, `These times are free${withWhom(candidates)}:`);
  const any = await slotsFor(turn, anyTimeAfter(turn.now.toISOString()), candidates);
  const [next] = any;
  const nothing = wish ? `Nothing is free then${withWhom(candidates)}. ` : '';
  if (!next) {
    return plainAnswer(
      turn,
      `${nothing}There is no free time${withWhom(candidates)} in the next ${HORIZON_DAYS} days.`,
      {
        intent: turn.state.task ?? turn.understanding.intent,
        suggestions: ['Which doctors do you have?', 'Talk to a person', 'Show my appointments'],
      },
    );
  }
  if (any.length === 1 && !wish) return proposeSlot(turn, details, next);
  const lead = wish
    ? `${nothing}The next free times are:`
    : `The next free times${withWhom(candidates)} are:`;
  return offerSlots(turn, details, any, lead);
}

function withWhom(candidates: readonly Doctor[]): string {
  const [first] = candidates;
  return first && candidates.length === 1 ? ` with ${titled(first)}` : '';
}

async function slotsFor(turn: Turn, wish: Wish, candidates: readonly Doctor[]): Promise<AvailabilitySlot[]> {
  const [first] = candidates;
  const ids = new Set(candidates.map(({ id }) => id));
  const now = turn.now.toISOString();
  const slots = await turn.tools.findSlots({
    doctor: candidates.length === 1 ? first?.id : undefined,
    from: [wish.from, now].sort().at(-1) ?? now,
    to: wish.to,
  });
  return slots.filter(
    ({ doctor, start_time }) =>
      ids.has(doctor) && start_time < wish.to && isWithinHours(start_time, wish, turn.timezone),
  );
}

function offerSlots(turn: Turn, details: Details, slots: readonly AvailabilitySlot[], lead: string): Answer {
  const offered = slots.slice(0, OFFERS);
  const labels = offered.map((slot) => slotLabel(slot, turn.timezone));
  const task = turn.state.task === 'reschedule_appointment' ? 'reschedule_appointment' : 'book_appointment';
  return plainAnswer(turn, `${lead}\n${numbered(labels)}\nWhich one suits you?`, {
    intent: turn.understanding.intent === 'find_slots' ? 'find_slots' : task,
    data: offered.map((slot) => ({ ...slot })),
    suggestions: labels,
    state: {
      task,
      details,
      choices: offered.map((slot, index) => ({
        kind: 'slot',
        id: slot.id,
        label: labels[index] ?? '',
        doctor: slot.doctor,
        start_time: slot.start_time,
      })),
      proposal: null,
    },
  });
}

/** Proposes to book a slot; of an appointment that is to be moved, to move it there. */
export async function proposeSlot(turn: Turn, details: Details, slot: AvailabilitySlot): Promise<Answer> {
  const when = spokenTime(slot.start_time, turn.timezone);
  const who = `Dr. ${slot.doctor_name}`;
  const data = [{ ...slot }];
  const { appointment, patient, reason } = details;
  const state = { ...turn.state, details: { ...details, doctor: slot.doctor } };
  if (appointment !== undefined) {
    return propose(
      { ...turn, state },
      'reschedule_appointment',
      {
        type: 'reschedule',
        summary: `Move the appointment to ${when} with ${who}.`,
        payload: { appointment, slot: slot.id, doctor: slot.doctor },
      },
      `${who} has an opening on ${when}. Shall I move the appointment there?`,
      data,
    );
  }
  return propose(
    { ...turn, state },
    'book_appointment',
    {
      type: 'book',
      summary: `Book a consultation with ${who} on ${when}.`,
      payload: {
        doctor: slot.doctor,
        slot: slot.id,
        appointment_type: 'consultation',
        ...(patient !== undefined && { patient }),
        ...(reason !== undefined && { reason }),
      },
    },
    `${who} has an opening on ${when}. Shall I book it?`,
    data,
  );
}

/** When doctors are free. Whoever then names one of the times books it. */
export async function showSlots(turn: Turn, before: Details): Promise<Answer> {
  const doctors = await turn.tools.findDoctors();
  const details = withDetails(turn, before, doctors);
  const candidates = candidatesFor(details, doctors);
  if (candidates.length > 0) return offer(turn, details, candidates);
  if (details.specialty !== undefined) return askWithWhom(turn, details, doctors);
  return offer(turn, details, doctors);
}

/** Who there is: by specialty, by name, by what somebody suffers from. */
export async function showDoctors(turn: Turn): Promise<Answer> {
  const doctors = await turn.tools.findDoctors();
  const named = doctorsNamed(turn.plain, doctors);
  const [specialty] = specialtiesIn(turn.plain);
  const ofSpecialty = specialty === undefined ? [] : doctorsOf(specialty, doctors);
  const found = named.length > 0 ? named : specialty === undefined ? doctors : ofSpecialty;
  if (doctors.length === 0) return plainAnswer(turn, 'There are no doctors here yet.');
  if (found.length === 0) {
    return askWithWhom(turn, { ...(specialty !== undefined && { specialty }) }, doctors);
  }
  const shown = found.slice(0, 8);
  const more = found.length > shown.length ? ` (${found.length} in all)` : '';
  const [first] = shown;
  const reason = reasonIn(turn);
  return plainAnswer(
    turn,
    found.length === 1 && first
      ? `${titled(first)} could see you. Shall I look for a time?`
      : `${named.length + ofSpecialty.length > 0 ? 'These doctors could see you' : 'These are our doctors'}${more}:\n${numbered(shown.map(titled))}\nWith whom shall I look for a time?`,
    {
      intent: 'find_doctor',
      data: shown.map((doctor) => ({ ...doctor })),
      suggestions: shown.slice(0, 3).map((doctor) => `When is Dr. ${doctor.full_name} free?`),
      state: {
        task: 'book_appointment',
        details: {
          ...(specialty !== undefined && found.length > 1 && { specialty }),
          ...(found.length === 1 && first && { doctor: first.id }),
          ...(reason !== undefined && { reason }),
        },
        choices: doctorChoices(shown),
        proposal: null,
      },
    },
  );
}
