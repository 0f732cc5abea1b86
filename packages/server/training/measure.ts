import { readFileSync } from 'node:fs';
import { understand } from '../src/features/chat/engine/intents.js';
import { judge } from '../src/features/chat/engine/safety.js';

/* Prints what the assistant makes of the utterances that it was never trained on, and of the regression lists. */

interface Utterance {
  readonly text: string;
  readonly intent: string;
  readonly level?: 'emergency' | 'caution';
}

function corpus(name: string): Utterance[] {
  return JSON.parse(readFileSync(new URL(`../testing/chat-corpus/${name}.json`, import.meta.url), 'utf8'));
}

const print = (line: string) => process.stdout.write(`${line}\n`);

function levels(utterances: readonly Utterance[]): string {
  const counted = { emergency: 0, caution: 0, none: 0 };
  for (const { text } of utterances) counted[judge(text).level] += 1;
  const { emergency, caution, none } = counted;
  return `${utterances.length} | ${emergency} | ${caution} | ${none}`;
}

print('| list | utterances | emergency | caution | nothing |');
print('|---|---|---|---|---|');
const regression = corpus('emergencies');
const traps = corpus('emergency-traps-unseen');
for (const [name, list] of [
  ['emergencies, regression list', regression.filter(({ level }) => level === 'emergency')],
  ['worrying signs, regression list', regression.filter(({ level }) => level === 'caution')],
  ['traps, regression list', corpus('emergency-traps')],
  ['emergencies, unseen', corpus('emergencies-unseen')],
  ['everyday requests, unseen', traps.slice(0, 100)],
  ['traps, unseen', traps.slice(100)],
] as const) {
  print(`| ${name} | ${levels(list)} |`);
}

const asked = corpus('intents-unseen').filter(({ intent }) => intent !== 'emergency');
const seen = asked.map(({ text, intent }) => ({ meant: intent, ...understand(text) }));
const right = seen.filter(({ meant, intent }) => meant === intent);
const sure = seen.filter(({ confidence }) => confidence > 0.5);
const surelyRight = sure.filter(({ meant, intent }) => meant === intent);
print('');
print(
  `Intents, unseen: ${right.length} of ${seen.length} right; of ${sure.length} surer than 0.5, ${surelyRight.length}.`,
);
print('');

const intents = [...new Set(asked.map(({ intent }) => intent))];
const short = (intent: string) =>
  intent.replace('_appointment', '').replace('list_', '').replace('medical_', '');
print(`| meant | ${intents.map(short).join(' | ')} |`);
print(`|---|${intents.map(() => '---').join('|')}|`);
for (const meant of intents) {
  const row = intents.map(
    (intent) => seen.filter((each) => each.meant === meant && each.intent === intent).length,
  );
  print(`| ${short(meant)} | ${row.map((count) => count || '').join(' | ')} |`);
}
