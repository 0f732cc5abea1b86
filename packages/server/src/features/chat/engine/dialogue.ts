import { ApiError } from '../../../edge/api-error.js';
import { cancel, reschedule, showAppointments } from './appointment-tasks.js';
import { book, offer, showDoctors, showSlots, takeSlot } from './booking-task.js';
import { chosenFrom } from './choices.js';
import type { Choice, Details } from './dialogue-state.js';
import type { ChatIntent } from './intents.js';
import { showFollowUps, showHospital, showPeople, showPrescriptions, showRecords } from './lookups.js';
import { askToConfirm, dropProposal, isOpen } from './proposals.js';
import { specialtiesIn } from './specialties.js';
import { type Answer, openers, plainAnswer, type Turn } from './turn.js';
import { anyTimeAfter, wishIn } from './wish.js';

/** What is arranged over several messages. */
const tasks: readonly ChatIntent[] = ['book_appointment', 'cancel_appointment', 'reschedule_appointment'];

/**
 * Answers a message by itself, without any language model: what is being arranged goes on, else what the message asks
 * for is done. Nothing is guessed that changes anything, and nothing changes: that is what `confirm` is for.
 */
export async function converse(turn: Turn): Promise<Answer> {
  try {
    return await respond(turn);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    return plainAnswer(turn, refusalIn(error), { state: { ...turn.state, choices: [], proposal: null } });
  }
}

function refusalIn(error: ApiError): string {
  if (error.code === 'PERMISSION_DENIED') return 'You may not see or do that, so I cannot either.';
  const [detail] = Object.values(error.details).flat();
  return detail ? `That is not possible: ${detail}` : `That is not possible: ${error.message}`;
}

function respond(turn: Turn): Promise<Answer> | Answer {
  const { state, plain, understanding } = turn;
  const { intent } = understanding;
  if (isOpen(state.proposal, turn.now)) {
    if (wantsOther(plain)) return continueTask({ ...turn, plain: '' }, withoutWish(state.details));
    if (intent === 'deny') return dropProposal(turn, state.proposal);
    if (intent === 'affirm' || /^yes\b/.test(plain)) return askToConfirm(turn, state.proposal);
  }
  const choice = chosenFrom(state.choices, plain, turn);
  if (choice) return take(turn, choice);
  const [only, ...others] = state.choices;
  if (only && others.length === 0 && intent === 'affirm') return take(turn, only);
  if (state.task && wantsOther(plain)) return continueTask({ ...turn, plain: '' }, afterThose(turn));
  if (state.task && goesOn(turn)) return continueTask(turn, state.details);
  return begin(turn);
}

function wantsOther(plain: string): boolean {
  return /\b(?:other|another|different|more|else|later|earlier)\b.*\b(?:times?|slots?|options?|days?|ones?)\b|\bshow (?:me )?(?:others?|more)\b/.test(
    plain,
  );
}

/** The same at times behind those that were offered. */
function afterThose({ state }: Turn): Details {
  const last = state.choices.filter(({ kind }) => kind === 'slot').at(-1)?.start_time;
  const details = withoutWish(state.details);
  return last === undefined ? details : { ...details, wish: anyTimeAfter(last) };
}

function withoutWish({ wish: _wish, ...details }: Details): Details {
  return details;
}

/** Whether a message is an answer to what was asked, and not something new. */
function goesOn({ state, understanding, plain, ...reference }: Turn): boolean {
  const { intent, confidence } = understanding;
  if (intent === state.task) return true;
  if (
    ['find_doctor', 'find_slots', 'fallback', 'book_appointment', 'affirm'].includes(intent) &&
    tasks.includes(state.task ?? 'greet')
  ) {
    return (
      intent === 'fallback' ||
      intent === 'affirm' ||
      wishIn(plain, reference) !== undefined ||
      specialtiesIn(plain).length > 0
    );
  }
  return confidence < 0.6 && (wishIn(plain, reference) !== undefined || /^\D*\d+\D*$/.test(plain));
}

function continueTask(turn: Turn, details: Details): Promise<Answer> | Answer {
  switch (turn.state.task) {
    case 'book_appointment':
      return book(turn, details);
    case 'cancel_appointment':
      return cancel(turn, details);
    case 'reschedule_appointment':
      return reschedule(turn, details);
    case 'list_prescriptions':
      return showPrescriptions(turn);
    case 'list_followups':
      return showFollowUps(turn);
    case 'list_records':
      return showRecords(turn);
    default:
      return begin(turn);
  }
}

async function take(turn: Turn, choice: Choice): Promise<Answer> {
  const { details, task } = turn.state;
  const silent = { ...turn, plain: '' };
  switch (choice.kind) {
    case 'slot':
      return takeSlot(silent, details, choice.id);
    case 'doctor': {
      const doctors = await turn.tools.findDoctors();
      const known = { ...details, doctor: choice.id };
      if (turn.actor.role !== 'patient' && details.patient === undefined) return book(silent, known);
      const wish = wishIn(turn.plain, turn);
      return offer(
        turn,
        wish ? { ...known, wish } : known,
        doctors.filter(({ id }) => id === choice.id),
      );
    }
    case 'appointment': {
      const known = { ...details, appointment: choice.id };
      return task === 'cancel_appointment' ? cancel(silent, known) : reschedule(silent, known);
    }
    case 'patient': {
      const known = { ...details, patient: choice.id };
      return continueTask({ ...silent, state: { ...turn.state, details: known, choices: [] } }, known);
    }
  }
}

/** Does what a message asks for, from the beginning. */
function begin(turn: Turn): Promise<Answer> | Answer {
  const fresh = { ...turn, state: { ...turn.state, task: null, details: {}, choices: [], proposal: null } };
  switch (turn.understanding.intent) {
    case 'book_appointment':
      return book(fresh, {});
    case 'find_slots':
      return showSlots(fresh, {});
    case 'find_doctor':
      return showDoctors(fresh);
    case 'cancel_appointment':
      return cancel(fresh, {});
    case 'reschedule_appointment':
      return reschedule(fresh, {});
    case 'list_appointments':
      return showAppointments(fresh);
    case 'list_prescriptions':
      return showPrescriptions(fresh);
    case 'list_followups':
      return showFollowUps(fresh);
    case 'list_records':
      return showRecords(fresh);
    case 'hospital_info':
      return showHospital(fresh);
    case 'human':
      return showPeople(fresh);
    default:
      return smallTalk(fresh);
  }
}

function smallTalk(turn: Turn): Answer {
  const canDo =
    'I can find doctors and free times, book, move and cancel appointments, and show your appointments, prescriptions, follow-ups and records.';
  switch (turn.understanding.intent) {
    case 'medical_advice':
      return plainAnswer(
        turn,
        'I may not give medical advice: please ask a doctor. Shall I find you an appointment?',
        {
          suggestions: ['Book an appointment', 'Talk to a person'],
          state: { ...turn.state, task: null },
        },
      );
    case 'greet':
      return plainAnswer(turn, `Hello! ${canDo}`);
    case 'help':
      return plainAnswer(turn, canDo);
    case 'thanks_bye':
      return plainAnswer(turn, 'You are welcome. Get well, and goodbye!');
    case 'affirm':
    case 'deny':
      return plainAnswer(turn, 'All right. What can I do for you?');
    default:
      return plainAnswer(turn, `I did not understand that. ${canDo}`, { suggestions: openers });
  }
}
