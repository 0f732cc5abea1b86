import type { ErrorCode } from '@medcor/contract';
import type { Database } from '../../db/database.js';
import type { Calling } from '../../edge/operate.js';
import type { Clock } from '../../ports.js';

/** Writes down that the assistant used a tool for somebody; with the code of the refusal, where it was refused. */
export type RecordToolUse = (calling: Calling, tool: string, refusal: ErrorCode | undefined) => Promise<void>;

interface ToolUsePorts {
  readonly database: Database;
  readonly clock: Clock;
}

/** One line a use, beside those of the operation itself. */
export function createToolUseRecorder({ database, clock }: ToolUsePorts): RecordToolUse {
  return async ({ actor, origin }, tool, refusal) => {
    const isDenied = refusal === 'PERMISSION_DENIED' || refusal === 'NOT_FOUND';
    await database.writeAudit([
      {
        at: clock().toISOString(),
        actor: actor.id,
        actor_role: actor.isSuperuser && actor.hospital === null ? 'superuser' : actor.role,
        action: 'use_tool',
        resource: 'assistant',
        resource_id: tool,
        patient: actor.role === 'patient' ? actor.id : null,
        hospital: actor.hospital,
        outcome: refusal === undefined ? 'success' : isDenied ? 'denied' : 'failure',
        reason: refusal ?? null,
        ip: origin.ip,
        request_id: origin.requestId,
      },
    ]);
  };
}
