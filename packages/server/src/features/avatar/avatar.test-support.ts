import { randomUUID } from 'node:crypto';
import { AvatarCreate, AvatarSpeak } from '@medcor/contract';
import { openSqlDatabase } from '../../../testing/sql-database.js';
import { writeTenant } from '../../../testing/tenant-rows.js';
import type { Store } from '../../../testing/test-api.js';
import {
  type AvatarDelivery,
  type AvatarProvider,
  type AvatarUtterance,
  type NewAvatar,
  ProviderUnavailable,
} from '../../assistant-ports.js';
import type { Database } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import type { Actor, Origin } from '../../edge/actor.js';
import { createAesSeal } from '../../providers/aes-seal.js';
import { createEmbeddedAvatars } from '../../providers/embedded-avatars.js';
import { createAvatarService } from './avatar.service.js';
import { AvatarLost } from './avatar-lost.js';
import type { AvatarMessage, SpeechEvent } from './avatar-speech.js';

export const origin: Origin = { ip: '127.0.0.1', userAgent: null, requestId: 'req-1' };

/** A provider out of the hospital, which notes what it is asked, and does as it is told. */
export class FarAvatars implements AvatarProvider {
  readonly name = 'far';
  readonly isRemote = true;
  readonly asked: string[] = [];
  readonly made: NewAvatar[] = [];
  readonly spoken: AvatarUtterance[] = [];
  /** What its next answers wait for, or fail with. */
  next: (() => Promise<void>)[] = [];

  async create(options: NewAvatar) {
    await this.#hear('create');
    this.made.push(options);
    const transport = { type: 'livekit', url: 'wss://far.example', access_token: 'before' } as const;
    return { handle: `handle-${this.made.length}`, transport, session_duration_limit: 300 };
  }

  async start(handle: string) {
    await this.#hear(`start ${handle}`);
    return { type: 'livekit', url: 'wss://far.example', access_token: 'after' } as const;
  }

  async speak(handle: string, utterance: AvatarUtterance): Promise<AvatarDelivery> {
    await this.#hear(`speak ${handle}`);
    this.spoken.push(utterance);
    const nothing = { client_command: null, audio: null };
    return { task_id: `task-${this.spoken.length}`, duration_ms: 2000, delivery: 'server', ...nothing };
  }

  stop(handle: string): Promise<void> {
    return this.#hear(`stop ${handle}`);
  }

  async #hear(what: string): Promise<void> {
    this.asked.push(what);
    await this.next.shift()?.();
  }
}

export const down = async () => {
  throw new ProviderUnavailable('Down.');
};
export const lost = async () => {
  throw new AvatarLost('Gone.');
};

/** Avatars over a store, with two hospitals of which the second lets a provider in that is far away. */
export async function openAvatars(store: Store) {
  const opened =
    store === 'memory'
      ? { database: createMemoryDatabase(), close: async () => undefined }
      : await openSqlDatabase(store);
  const { database } = opened;
  const [first, second] = [await writeTenant(database), await writeTenant(database)];
  await database.transaction(second.hospital, ({ hospitals }) =>
    hospitals.update(second.hospital, { remote_ai_enabled: true }),
  );
  const person = (hospital: number | null, id: number): Actor => ({
    id,
    role: 'patient',
    hospital,
    isSuperuser: hospital === null,
    credential: { kind: 'session', session: 1 },
  });
  let now = Date.parse('2041-01-20T09:00:00.000Z');
  const far = new FarAvatars();
  const conversations = new Map<string, number>();
  const heard: AvatarMessage[] = [];
  const ports = {
    database,
    clock: () => new Date(now),
    seal: createAesSeal(['a-secret-that-only-the-tests-know']),
    avatars: far as AvatarProvider,
    embedded: createEmbeddedAvatars(undefined),
    newUuid: randomUUID as () => string,
    async converse(actor: Actor, message: AvatarMessage) {
      heard.push(message);
      const session_id = message.session_id ?? randomUUID();
      conversations.set(session_id, actor.id);
      const safety = { level: 'caution', category: 'pain', emergency_number: '911' } as const;
      return { reply: `You said: ${message.message}`, safety, session_id };
    },
    ownsConversation: async (actor: Actor, id: string) => conversations.get(id) === actor.id,
  };
  return {
    ...opened,
    ports,
    far,
    heard,
    conversations,
    service: createAvatarService(ports),
    /** The same avatars, set up otherwise. */
    serviceWith: (others: Partial<typeof ports>) => createAvatarService({ ...ports, ...others }),
    advance(seconds: number) {
      now += seconds * 1000;
    },
    patient: person(first.hospital, first.patient),
    otherPatient: person(first.hospital, first.otherPatient),
    farPatient: person(second.hospital, second.patient),
    operator: person(null, second.doctor),
  };
}
export type Avatars = Awaited<ReturnType<typeof openAvatars>>;

/** Bodies as they come out of the contract. */
export const creating = (fields: object = {}) => AvatarCreate.parse(fields);
export const speaking = (session_id: string, fields: object = {}) =>
  AvatarSpeak.parse({ session_id, text: 'Good morning.', ...fields });

/** All that a session is in the store. */
export function storedSession(database: Database, actor: Actor, id: string) {
  return database.read('platform', ({ avatarSessions }) => avatarSessions.find(id, actor.id));
}

export async function collected(events: AsyncIterable<SpeechEvent>): Promise<SpeechEvent[]> {
  const found: SpeechEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}
