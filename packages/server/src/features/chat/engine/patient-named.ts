import type { Choice, Details, DialogueState } from './dialogue-state.js';
import { type Answer, plainAnswer, type Turn } from './turn.js';

/** Whom something is for: the caller where they are a patient, else whom they name; or the question who it is. */
export async function patientFor(
  turn: Turn,
  details: Details,
  task: NonNullable<DialogueState['task']>,
): Promise<{ readonly id: number | undefined } | Answer> {
  if (turn.actor.role === 'patient') return { id: undefined };
  if (details.patient !== undefined) return { id: details.patient };
  const number = /\bpatient (?:number |no\.? ?|id )?(\d{1,9})\b/.exec(turn.plain)?.[1];
  if (number !== undefined) return { id: Number(number) };
  const isAnswering = turn.state.task === task && turn.state.choices.length === 0;
  const name = nameIn(turn.plain) ?? (isAnswering ? turn.plain : undefined);
  const found = name === undefined ? [] : await turn.tools.findPatients(name);
  const [only] = found;
  if (only && found.length === 1) return { id: only.id };
  const choices = found.slice(0, 5).map(
    (patient): Choice => ({
      kind: 'patient',
      id: patient.id,
      label: `${patient.full_name}, patient ${patient.id}`,
    }),
  );
  const reply =
    choices.length > 0
      ? 'Which of these patients is it for?'
      : name === undefined
        ? 'Which patient is it for? Tell me the name or the number.'
        : 'I found no patient of that name. Which patient is it for? Tell me the name or the number.';
  return plainAnswer(turn, reply, {
    intent: task,
    data: found.map((patient) => ({ ...patient })),
    suggestions: choices.map(({ label }) => label),
    state: { ...turn.state, task, details, choices, proposal: null },
  });
}

function nameIn(plain: string): string | undefined {
  const found =
    /\b(?:patient|for|of|mr|mrs|ms) (?!doctor|a |an |the |my |me |tomorrow|today|next|this|\d|appointment|\w+day)(\p{L}+(?: \p{L}+)?)/u.exec(
      plain,
    )?.[1];
  return found?.replace(/ (?:on|at|with|tomorrow|today|to|for|please|down|has|is|and|next|this)$/, '');
}
