import type { AuditEntry } from '@medcor/contract';
import type { Database, TransactionTenant } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import type { AuditedCall, AuditRecorder } from '../../edge/call.js';
import type { Clock } from '../../ports.js';
import type { NewAuditEntry } from './audit-log.repository.js';
import { lastParam, type SignedInAccount, subjectsOf } from './audit-subjects.js';
import { auditedAs } from './audited-operations.js';

interface RecorderPorts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Whoever a line says it was. */
type Acting = Pick<Actor, 'id' | 'role' | 'hospital' | 'isSuperuser'>;

/**
 * Writes the audit log: one line for each request that is audited, and of a list one for each patient that it shows;
 * one line for each refusal.
 */
export function createAuditRecorder({ database, clock }: RecorderPorts): AuditRecorder {
  const lineOf = (
    { request }: AuditedCall,
    outcome: AuditEntry['outcome'],
    actor: Acting | null,
    hospital: number | null,
  ) => ({
    at: clock().toISOString(),
    actor: actor?.id ?? null,
    actor_role: actor && roleOf(actor, hospital),
    hospital,
    outcome,
    ip: request.ip,
    request_id: request.requestId,
  });

  const linesOf = async (
    ...[repositories, tenant, call, result]: Parameters<AuditRecorder['recordRead']>
  ) => {
    const audited = auditedAs(call.operation);
    if (!audited) return [];
    const lines: NewAuditEntry[] = [];
    for (const { account, resource_id, patient, hospital: named } of await subjectsOf(
      repositories,
      call,
      result,
    )) {
      const actor = call.actor ?? (account ? actingAs(account) : null);
      // Whoever reads what is their own account's reads nobody else's.
      if (audited.action === 'read' && audited.resource === 'user' && patient === actor?.id) continue;
      const hospital =
        audited.resource === 'hospital' ? Number(resource_id) : (named ?? hospitalOf(tenant, actor));
      const reason = call.actor?.breakGlass ?? null;
      lines.push({ ...lineOf(call, 'success', actor, hospital), ...audited, resource_id, patient, reason });
    }
    return lines;
  };

  return {
    async record(transaction, ...done) {
      await transaction.auditLog.append(await linesOf(transaction, ...done));
    },

    async recordRead(...done) {
      const lines = await linesOf(...done);
      return () => database.writeAudit(lines);
    },

    async recordRefusal(call, { code, status }) {
      const account = await triedAccount(database, call);
      const audited = auditedAs(call.operation) ?? { action: 'read', resource: call.operation.domain };
      const hospital = call.actor?.hospital ?? account?.hospital ?? null;
      const line: NewAuditEntry = {
        ...lineOf(call, status === 403 ? 'denied' : 'failure', call.actor, hospital),
        ...audited,
        resource_id: account ? String(account.id) : lastParam(call),
        patient: null,
        reason: code,
      };
      await database.writeAudit([line]);
    },
  };
}

/** The account that somebody tried to sign in to. */
async function triedAccount(
  database: Database,
  { operation, input }: AuditedCall,
): Promise<SignedInAccount | undefined> {
  if (operation.id !== 'auth.login') return undefined;
  // Parsed by the schema of a sign-in, or not parsed at all.
  const body = input.body as { email: string } | undefined;
  return body && database.read('platform', ({ users }) => users.findByEmail(body.email));
}

function actingAs({ id, role, hospital, is_superuser: isSuperuser }: SignedInAccount): Acting {
  return { id, role, hospital, isSuperuser };
}

/** An operator who works outside of their own hospital does so as such. */
function roleOf(actor: Acting, hospital: number | null): AuditEntry['actor_role'] {
  return actor.isSuperuser && actor.hospital !== hospital ? 'superuser' : actor.role;
}

function hospitalOf(tenant: TransactionTenant, actor: Acting | null): number | null {
  return typeof tenant === 'number' ? tenant : (actor?.hospital ?? null);
}
