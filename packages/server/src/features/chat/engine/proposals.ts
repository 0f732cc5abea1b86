import type { DialogueState, Proposal } from './dialogue-state.js';
import { type Answer, plainAnswer, type Turn } from './turn.js';

/** How long something that was proposed can be confirmed. */
export const PROPOSAL_MS = 10 * 60 * 1000;

/** Proposes something, which happens when it is confirmed, and not before. */
export function propose(
  turn: Turn,
  task: DialogueState['task'],
  proposal: Pick<Proposal, 'type' | 'summary' | 'payload'>,
  reply: string,
  data: Answer['data'],
): Answer {
  const suggestions = {
    book: ['Yes, book it', 'Show other times', 'No, thanks'],
    cancel: ['Yes, cancel it', 'No, keep it'],
    reschedule: ['Yes, move it', 'Show other times', 'No, keep it'],
  }[proposal.type];
  const expires_at = new Date(turn.now.getTime() + PROPOSAL_MS).toISOString();
  return plainAnswer(turn, reply, {
    ...(task && { intent: task }),
    data,
    suggestions,
    state: {
      ...turn.state,
      task,
      choices: [],
      proposal: { ...proposal, action_id: turn.newId(), expires_at },
    },
  });
}

/** Whether something that was proposed can still be confirmed. */
export function isOpen(proposal: Proposal | null, now: Date): proposal is Proposal {
  return proposal !== null && proposal.expires_at > now.toISOString();
}

/** To a "yes" in words: nothing happens by words alone. */
export function askToConfirm(turn: Turn, proposal: Proposal): Answer {
  const verb = { book: 'book it', cancel: 'cancel it', reschedule: 'move it' }[proposal.type];
  return plainAnswer(turn, `${proposal.summary} Please confirm this to ${verb}: I do nothing before that.`, {
    suggestions: [`Yes, ${verb}`, 'No, thanks'],
    state: turn.state,
  });
}

/** Drops what was proposed. */
export function dropProposal(turn: Turn, proposal: Proposal): Answer {
  const kept = {
    book: 'All right, nothing was booked.',
    cancel: 'All right, the appointment stays.',
    reschedule: 'All right, the appointment stays as it is.',
  }[proposal.type];
  return plainAnswer(turn, `${kept} What else can I do for you?`);
}
