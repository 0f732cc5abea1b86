import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError, type StreamedEvent } from '@medcor/sdk';
import { signWebhook } from '@medcor/sdk/webhooks';
import { UsageError } from '../cli-errors.js';
import { clientFor } from '../client.js';
import { interruption } from '../interruption.js';
import { nodeTransport } from '../node-fetch.js';
import { say, write } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { type ActiveProfile, activeProfile, configFolder, readIfThere, writePrivate } from '../profiles.js';

/** What is kept between two times of listening, of each server. */
interface Listening {
  /** The same every time, so that a receiver keeps its configuration. */
  readonly secret: string;
  /** The last event that was forwarded. */
  readonly lastEventId?: string;
}

const FILE = 'listening.json';
const ATTEMPTS = 3;
const TIMEOUT_MS = 10_000;

/** Forwards the events of the hospital to a local address, signed as a webhook's would be, from where it stopped. */
export async function run({ flags, values }: OwnCall): Promise<void> {
  const target = textOf(values, 'forward-to');
  if (!isAddress(target)) throw new UsageError('Usage: medcor webhooks listen --forward-to URL');
  const profile = activeProfile(flags);
  const { secret, lastEventId } = listeningOf(profile);
  const begin = values.has('from-now') ? undefined : lastEventId;
  say(`Forwarding to ${target}. The secret is ${secret}, the same every time.`);
  say(begin ? `Going on after ${begin}.` : 'Beginning now.');

  const { events } = clientFor(profile, flags);
  // A server that restarts is away for a while: the stream is opened again for as long as it takes.
  const options = { lastEventId: begin, signal: interruption.signal, maxRetries: 1000 };
  for await (const { id, data } of events.stream({}, options)) {
    const outcome = await forwardOnceThere(target, data, secret);
    write(`${data.created_at} ${data.type} ${data.data.id} ${outcome}\n`);
    if (id) keep(profile, { secret, lastEventId: id });
  }
}

/** An event waits for a receiver that is not there: none is left out. */
async function forwardOnceThere(
  target: string,
  event: StreamedEvent['data'],
  secret: string,
): Promise<string> {
  for (;;) {
    const outcome = await forward(target, event, secret);
    if (/^\d+$/.test(outcome)) return outcome;
    say(`${target} ${outcome}; ${event.id} waits for it.`);
    await sleep(2000, undefined, { signal: interruption.signal });
  }
}

export async function forward(target: string, event: StreamedEvent['data'], secret: string): Promise<string> {
  const body = JSON.stringify(event);
  for (let attempt = 1; ; attempt += 1) {
    const signed = await signWebhook({ body, secret, id: event.id });
    try {
      const response = await nodeTransport(target, {
        method: 'POST',
        body,
        headers: { ...signed, 'content-type': 'application/json' },
        signal: AbortSignal.any([interruption.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      // Read, so that its connection is free, and keeps nobody from ending.
      await response.text();
      if (response.status < 500 || attempt === ATTEMPTS) return `${response.status}`;
    } catch (error) {
      if (interruption.signal.aborted) throw error;
      if (attempt === ATTEMPTS)
        return `failed: ${Object(error).code ?? new ConnectionError('no answer').message}`;
    }
    await sleep(500 * attempt, undefined, { signal: interruption.signal });
  }
}

/** Of a receiver. */
export function isAddress(target: string | undefined): target is string {
  return target !== undefined && URL.canParse(target) && /^https?:$/.test(new URL(target).protocol);
}

function readAll(): Record<string, Listening> {
  const text = readIfThere(path.join(configFolder(), FILE));
  return text === undefined ? {} : JSON.parse(text);
}

function keep(profile: ActiveProfile, listening: Listening): void {
  writePrivate(FILE, `${JSON.stringify({ ...readAll(), [keyOf(profile)]: listening }, null, 2)}\n`);
}

function keyOf({ name, base_url }: ActiveProfile): string {
  return `${name} ${base_url}`;
}

/** What is kept of a server; the secret is made the first time. */
export function listeningOf(profile: ActiveProfile): Listening {
  const known = readAll()[keyOf(profile)];
  if (known) return known;
  const listening = { secret: `whsec_${randomBytes(24).toString('base64')}` };
  keep(profile, listening);
  return listening;
}
