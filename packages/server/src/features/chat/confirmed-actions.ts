import type { Transaction } from '../../db/database.js';
import { ApiError } from '../../edge/api-error.js';
import type { Calling, Operate } from '../../edge/operate.js';
import type { Answered } from './answer-turn.js';
import { offer } from './engine/booking-task.js';
import { type DialogueState, freshState } from './engine/dialogue-state.js';
import { openers, type Turn } from './engine/turn.js';
import { spokenTime } from './engine/wording.js';

type ActionTurn = Omit<Turn, 'plain' | 'understanding'>;

const done = {
  data: [],
  suggestions: openers,
  state: freshState,
  provider: 'embedded',
  degraded: false,
} as const;

/** What becomes of something that was proposed, once its caller has decided. */
export function carryOut(operate: Operate, turn: ActionTurn, calling: Calling) {
  return {
    /** Does it, in the transaction that also says so. */
    async confirm({ proposal }: DialogueState, transaction: Transaction): Promise<Answered> {
      if (!proposal) throw new ApiError('ACTION_EXPIRED');
      const { appointment, ...body } = proposal.payload;
      const name = {
        book: 'book_appointment',
        cancel: 'cancel_appointment',
        reschedule: 'reschedule_appointment',
      } as const;
      const written = await {
        book: () => operate(calling, 'appointments.create', { body }, transaction),
        cancel: () =>
          operate(calling, 'appointments.cancel', { params: { id: appointment }, body: {} }, transaction),
        reschedule: () =>
          operate(calling, 'appointments.update', { params: { id: appointment }, body }, transaction),
      }[proposal.type]();
      const what = `with Dr. ${written.doctor_name} on ${spokenTime(written.start_time, turn.timezone)}`;
      const reply = {
        book: `It is booked: your appointment ${what}. Its number is ${written.id}.`,
        cancel: `The appointment ${what} is cancelled.`,
        reschedule: `The appointment is moved: it is ${what} now.`,
      }[proposal.type];
      return {
        ...done,
        intent: name[proposal.type],
        confidence: 1,
        reply,
        data: [{ ...written }],
        suggestions: ['Show my appointments', 'Thank you'],
        tool_calls: [...turn.tools.uses, { name: name[proposal.type], ok: true }],
      };
    },

    async reject(_state: DialogueState, _transaction: Transaction): Promise<Answered> {
      return {
        ...done,
        intent: 'deny',
        confidence: 1,
        reply: 'All right, nothing was changed. What else can I do for you?',
        tool_calls: turn.tools.uses,
      };
    },

    /** When it could not be done: what is offered in its place, and what the caller is told. */
    async fallBack(
      state: DialogueState,
      error: ApiError,
    ): Promise<{ answered: Answered; failure: ApiError }> {
      const { proposal, details } = state;
      const understanding = { intent: 'book_appointment', confidence: 1 } as const;
      const isTaken = ['SLOT_UNAVAILABLE', 'SLOT_OVERLAP', 'SLOT_IN_PAST'].includes(error.code);
      const task = proposal?.type === 'reschedule' ? 'reschedule_appointment' : 'book_appointment';
      const again = { ...turn, plain: '', understanding, state: { ...state, task, proposal: null } as const };
      const doctors = isTaken ? await turn.tools.findDoctors() : [];
      const { wish: _wish, ...known } = details;
      const other: Pick<Answered, 'reply'> & Partial<Answered> = isTaken
        ? await offer(
            again,
            known,
            doctors.filter(({ id }) => id === proposal?.payload.doctor),
          )
        : { reply: 'What else can I do for you?' };
      const reply = `${error.message} ${other.reply}`;
      const failure = new ApiError(error.code, {
        message: reply,
        details: error.details,
        headers: error.headers,
      });
      return {
        answered: { ...done, intent: task, confidence: 1, ...other, reply, tool_calls: turn.tools.uses },
        failure,
      };
    },
  };
}
