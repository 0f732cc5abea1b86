import type { AuditEntry } from '@medcor/contract';
import type { Database } from '../../db/database.js';
import type { ChainLink } from '../../ports.js';
import type { AuditSeal } from './audit-log.repository.js';

/** How many lines are sealed, or looked at, in one transaction. */
const BATCH = 500;

/** What the first link is chained to. */
const BEGINNING = '';

interface ChainPorts {
  readonly database: Database;
  readonly link: ChainLink;
}

/**
 * Seals the lines that have no seal yet, oldest first: each seal is made from the one before and the whole line.
 * One process does so at a time. Answers the head of the chain if it has moved.
 */
export async function sealAuditLog({ database, link }: ChainPorts): Promise<AuditSeal | undefined> {
  let head: AuditSeal | undefined;
  for (;;) {
    const sealed = await database.unrecorded('everyone', async (transaction) => {
      await transaction.lock(['audit-chain', 1]);
      const lines = await transaction.auditSeals.unsealed(BATCH);
      if (lines.length === 0) return [];
      let { position, seal } = (await transaction.auditSeals.last()) ?? { position: 0, seal: BEGINNING };
      const seals = lines.map((line) => {
        position += 1;
        seal = link(seal, textOf(line));
        return { position, entry: line.id, seal };
      });
      await transaction.auditSeals.append(seals);
      return seals;
    });
    head = sealed.at(-1) ?? head;
    if (sealed.length < BATCH) return head;
  }
}

/** What became of the log: all its lines are as they were, or the first thing that is not. */
export type AuditVerdict =
  | { readonly ok: true; readonly lines: number; readonly head: string | undefined }
  | { readonly ok: false; readonly problem: string };

/**
 * Goes over the whole chain. With a head that was noted earlier, it finds as well that the end was cut off. Lines
 * that are not sealed yet are not looked at.
 */
export async function verifyAuditLog(
  { database, link }: ChainPorts,
  notedHead?: string,
): Promise<AuditVerdict> {
  let position = 0;
  let seal = BEGINNING;
  let hasNotedHead = notedHead === undefined;
  for (;;) {
    const links = await database.unrecorded('everyone', ({ auditSeals }) =>
      auditSeals.after(position, BATCH),
    );
    for (const next of links) {
      const problem = problemOf(next, position, next.line && link(seal, textOf(next.line)));
      if (problem !== undefined) return { ok: false, problem };
      ({ position, seal } = next);
      hasNotedHead ||= seal === notedHead;
    }
    if (links.length < BATCH) break;
  }
  if (!hasNotedHead) {
    return {
      ok: false,
      problem: `The log ends at line ${position} without the given head: its end was cut off.`,
    };
  }
  return { ok: true, lines: position, head: position === 0 ? undefined : seal };
}

function problemOf(
  { position, entry, seal, line }: AuditSeal & { line: AuditEntry | undefined },
  before: number,
  expected: string | undefined,
): string | undefined {
  if (position !== before + 1) return `The seal of line ${before + 1} is missing.`;
  if (!line) return `Line ${position} of the log (id ${entry}) is missing.`;
  if (seal !== expected)
    return `Line ${position} of the log (id ${entry}) was altered, or is not in its place.`;
  return undefined;
}

/** The line as it is sealed: every field, in an order of its own. */
function textOf(line: AuditEntry): string {
  const { id, at, actor, actor_role, action, resource, resource_id, patient, hospital } = line;
  const { outcome, reason, ip, request_id } = line;
  const what = [action, resource, resource_id, patient, hospital, outcome, reason];
  return JSON.stringify([id, at, actor, actor_role, ...what, ip, request_id]);
}
