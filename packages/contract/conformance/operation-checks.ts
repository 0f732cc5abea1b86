import { type ErrorCode, errorCodes, type Operation } from '../src/index.js';
import { assert, assertEqual } from './assertions.js';
import { requestOf } from './callers.js';
import type { Check, Provocation, Provocations } from './check.js';
import { commonErrors } from './common-errors.js';
import { eventually } from './eventually.js';
import { operations, successOf } from './typed.js';
import type { World } from './world.js';

/**
 * Of every operation: each error below 500 that it declares, and then its success, with the request of which so
 * much was refused before.
 */
export function operationChecks(provocations: Provocations): Check[] {
  return operations.flatMap((operation) => [
    ...operation.endpoint.metadata.errors
      .filter((code) => errorCodes[code].status < 500)
      .map((code) => errorCheck(operation, code, provocations[operation.id]?.[code]))
      .filter((check) => check !== undefined),
    successCheck(operation),
  ]);
}

function errorCheck(
  operation: Operation,
  code: ErrorCode,
  own: Provocation | Provocation['make'] | undefined,
): Check | undefined {
  const about = {
    domain: operation.domain,
    name: `${operation.id} answers ${errorCodes[code].status} ${code}`,
  };
  if (own) {
    const { needs, make, fields } = typeof own === 'function' ? { make: own } : own;
    return {
      ...about,
      ...(needs && { needs }),
      async run(world) {
        const answer = await world.client.refuse(operation.id, code, await make(world));
        if (fields) assertEqual(answer.fields, fields, `${operation.id}, the fields of ${code}`);
      },
    };
  }
  const common = commonErrors[code];
  // The coverage check names what nothing provokes.
  if (!common) return undefined;
  return {
    ...about,
    ...(common.needs && { needs: common.needs }),
    run: (world) => common.provoke(world, operation),
  };
}

function successCheck(operation: Operation): Check {
  const { id, domain } = operation;
  return {
    domain,
    name: `${id} answers ${successOf(id).status}`,
    ...(id === 'auth.confirmPasswordReset' && { needs: ['resetToken'] }),
    async run(world) {
      const request = await requestOf(world, operation);
      const hospital = domain === 'hospitals' ? Number(request.params?.id) : world.first.id;
      const { events } = operation.endpoint.metadata;
      const before = events.length > 0 ? await newestEvent(world, hospital) : undefined;

      const answer = await world.client.call(id, request);
      assertEqual(answer.status, successOf(id).status, `${id}, ${JSON.stringify(answer.body)}`);

      if (events.length === 0) return;
      const isNew = (event: typeof before) =>
        event !== undefined && event.id !== before?.id && events.includes(event.type);
      const told = await eventually(() => newestEvent(world, hospital), isNew);
      assert(isNew(told), `${id} tells of none of ${events}; the last event is ${JSON.stringify(told)}`);
    },
  };
}

async function newestEvent({ client, superuser }: World, hospital: number) {
  const query = { hospital, ordering: '-id', page_size: 1 };
  const { results } = await client.succeed('events.list', { query, token: superuser.token });
  return results[0];
}
