/** The thread in which recordings are turned into words. */
import emergencies from '../../../training/emergencies.json' with { type: 'json' };
import everyday from '../../../training/everyday.json' with { type: 'json' };
import intents from '../../../training/intents.json' with { type: 'json' };
import { answerCalls } from './answer-calls.js';
import { audible } from './audible.js';
import { domainStatistics, spokenWords, withHints } from './domain-model.js';
import { arpaModel } from './language-model.js';
import { resample, toMono } from './pcm.js';
import type { PhraseStatistics } from './phrase-grammar.js';
import { pronunciationsOf } from './pronunciations.js';
import {
  loadSphinx,
  SPHINX_SAMPLE_RATE,
  type SphinxEngine,
  type SphinxListener,
  type SphinxModel,
} from './sphinx-engine.js';
import type { Wav } from './wav.js';

export interface SphinxRequest {
  readonly recording: Pick<Wav, 'samples' | 'channels' | 'encoding' | 'sampleRate'>;
  readonly phrases: readonly string[];
}

/** The words that were heard, none of them in silence; or that the engine is not installed. */
export type SphinxAnswer = { readonly words: readonly string[] } | 'not installed';

/** How many hospitals' models are kept ready, at 15 MB each. */
const MAX_LISTENERS = 4;

/** What the assistant is trained to understand; what it is measured by is not among them. */
const messages = [...intents, ...emergencies, ...everyday];

let domain: PhraseStatistics | undefined;

const loading = loadSphinx();

/** The one that was used last is the last one. */
const listeners = new Map<string, SphinxListener>();

answerCalls<SphinxRequest, SphinxAnswer>(async ({ recording, phrases }) => {
  const engine = await loading;
  if (!engine) return 'not installed';
  const samples = audible(resample(toMono(recording), recording.sampleRate, SPHINX_SAMPLE_RATE));
  if (!samples) return { words: [] };
  const listener = await listenerFor(engine, phrases);
  return { words: listener.hear(samples).split(' ').filter(Boolean) };
});

async function listenerFor(engine: SphinxEngine, phrases: readonly string[]): Promise<SphinxListener> {
  const key = JSON.stringify([...phrases].sort());
  const listener = listeners.get(key) ?? engine.listenFor(await modelFor(phrases));
  listeners.delete(key);
  listeners.set(key, listener);
  for (const oldest of listeners.keys()) {
    if (listeners.size <= MAX_LISTENERS) break;
    listeners.delete(oldest);
  }
  return listener;
}

async function modelFor(phrases: readonly string[]): Promise<SphinxModel> {
  domain ??= domainStatistics(messages.map(({ text }) => text));
  const statistics = withHints(domain, phrases);
  const names = new Set(phrases.flatMap(spokenWords));
  const pronunciations = await pronunciationsOf(statistics.words.keys(), names);
  const lines = [...pronunciations].flatMap(([word, ways]) =>
    ways.map((phones, index) => `${word}${index === 0 ? '' : `(${index + 1})`} ${phones}\n`),
  );
  return { dictionary: lines.join(''), language: arpaModel(statistics, (word) => pronunciations.has(word)) };
}
