import type { ChatIntent } from './intents.js';

/** A span of time that somebody asks for, as instants; with whether they named a day, or a time of day. */
export interface Wish {
  readonly from: string;
  readonly to: string;
  /** The minutes of each day that are meant: from, and before; `null` for any. */
  readonly minutes: readonly [number, number] | null;
  readonly namesDay: boolean;
  readonly namesTime: boolean;
}

/** One of the things that the caller was asked to choose from. */
export interface Choice {
  readonly kind: 'slot' | 'doctor' | 'appointment' | 'patient';
  readonly id: number;
  /** How it was called, and can be chosen by. */
  readonly label: string;
  /** The doctor whose slot or appointment it is. */
  readonly doctor?: number;
  readonly start_time?: string;
}

/** What has been said so far of what is being arranged. */
export interface Details {
  readonly doctor?: number;
  readonly specialty?: string;
  readonly wish?: Wish;
  readonly patient?: number;
  /** The time that was chosen already. */
  readonly slot?: number;
  readonly appointment?: number;
  readonly reason?: string;
}

/** What waits to be confirmed. */
export interface Proposal {
  readonly action_id: string;
  readonly type: 'book' | 'cancel' | 'reschedule';
  readonly summary: string;
  readonly payload: Readonly<Record<string, string | number>>;
  readonly expires_at: string;
}

/** Where a conversation stands: all that the next message is understood by. */
export interface DialogueState {
  /** What is being arranged; `null` when nothing is. */
  readonly task: ChatIntent | null;
  readonly details: Details;
  readonly choices: readonly Choice[];
  readonly proposal: Proposal | null;
}

export const freshState: DialogueState = { task: null, details: {}, choices: [], proposal: null };
