import { type ErrorCode, MAX_ATTACHMENT_BYTES, MAX_ID, type Operation } from '../src/index.js';
import { assert, assertEqual } from './assertions.js';
import { callerOf, disabledPerson, freshRequest, refusedPeople, requestOf } from './callers.js';
import type { ApiRequest } from './client.js';
import { hospitalRequests, underThePlatform } from './requests.js';
import { unique, uniqueName } from './unique.js';
import { type Ability, ability, keyOf, type World } from './world.js';

interface CommonError {
  readonly needs?: readonly Ability[];
  /** Brings the error about, in each way in which any operation can. */
  provoke(world: World, operation: Operation): Promise<void>;
}

const MAX_JSON_BYTES = 1024 * 1024;

/** What all operations that declare them refuse alike. */
export const commonErrors: { readonly [Code in ErrorCode]?: CommonError } = {
  NOT_AUTHENTICATED: {
    async provoke(world, operation) {
      const request = { ...(await requestOf(world, operation)), token: undefined };
      const { headers } = await world.client.refuse(operation.id, 'NOT_AUTHENTICATED', request);
      assertEqual(headers.get('www-authenticate'), 'Bearer', 'WWW-Authenticate');
    },
  },

  INVALID_TOKEN: {
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      const { token } = world.first.admin;
      const forged = `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}`;
      await world.client.refuse(operation.id, 'INVALID_TOKEN', { ...request, token: forged });
    },
  },

  TOKEN_EXPIRED: {
    needs: ['expired'],
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      const token = ability(world, 'expired').access;
      await world.client.refuse(operation.id, 'TOKEN_EXPIRED', { ...request, token });
    },
  },

  ACCOUNT_DISABLED: {
    async provoke(world, operation) {
      const { token } = await disabledPerson(world);
      const request = { ...(await requestOf(world, operation)), token };
      await world.client.refuse(operation.id, 'ACCOUNT_DISABLED', request);
    },
  },

  PERMISSION_DENIED: {
    async provoke(world, operation) {
      const { metadata, method } = operation.endpoint;
      const tokens = refusedPeople(world, operation).map(({ token }) => token);
      const caller = callerOf(world, operation) ?? world.first.admin;
      if (method !== 'GET') tokens.push(await keyOf(world, caller, 'read'));
      if (!metadata.apiKeys) tokens.push(await keyOf(world, caller, 'write'));
      assert(tokens.length > 0, `Nobody is refused ${operation.id}`);
      const request = await requestOf(world, operation);
      for (const token of tokens) {
        await world.client.refuse(operation.id, 'PERMISSION_DENIED', { ...request, token });
      }
    },
  },

  VALIDATION_ERROR: {
    async provoke(world, operation) {
      const { endpoint, id } = operation;
      const request = await requestOf(world, operation);
      const refusedFor = async (field: string, changed: Partial<ApiRequest>) => {
        const { fields } = await world.client.refuse(id, 'VALIDATION_ERROR', { ...request, ...changed });
        assertEqual(fields, [field], `${id}, what is wrong with ${JSON.stringify(changed)}`);
      };
      await refusedFor('unknown_parameter', { query: { ...request.query, unknown_parameter: 1 } });
      for (const name of Object.keys(request.params ?? {})) {
        for (const bad of ['abc', MAX_ID + 1]) {
          await refusedFor(name, { params: { ...request.params, [name]: bad } });
        }
      }
      if (takesJson(operation)) {
        await refusedFor('unknown_field', { body: { ...Object(request.body), unknown_field: 1 } });
        await refusedFor('body', { raw: '[]' });
      }
      if (endpoint.metadata.idempotency === 'key') {
        await refusedFor('Idempotency-Key', { headers: { 'Idempotency-Key': 'with space' } });
      }
    },
  },

  MALFORMED_JSON: {
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      await world.client.refuse(operation.id, 'MALFORMED_JSON', { ...request, raw: '{"name": "Ann",}' });
    },
  },

  UNSUPPORTED_MEDIA_TYPE: {
    async provoke(world, operation) {
      const { file: _file, ...request } = await requestOf(world, operation);
      const raw = JSON.stringify(request.body ?? {});
      const headers = { 'Content-Type': takesJson(operation) ? 'text/plain' : 'application/json' };
      await world.client.refuse(operation.id, 'UNSUPPORTED_MEDIA_TYPE', { ...request, raw, headers });
    },
  },

  PAYLOAD_TOO_LARGE: {
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      const large = takesJson(operation)
        ? { raw: `${' '.repeat(MAX_JSON_BYTES)}${JSON.stringify(request.body ?? {})}` }
        : { file: new File([' '.repeat(MAX_ATTACHMENT_BYTES + 1)], 'large.txt') };
      await world.client.refuse(operation.id, 'PAYLOAD_TOO_LARGE', { ...request, ...large });
    },
  },

  NOT_FOUND: {
    async provoke(world, operation) {
      const { client, second } = world;
      const request = await requestOf(world, operation);
      for (const name of Object.keys(request.params ?? {})) {
        const params = { ...request.params, [name]: MAX_ID };
        await client.refuse(operation.id, 'NOT_FOUND', { ...request, params });
      }
      if (!(operation.id in hospitalRequests) || underThePlatform.includes(operation.id)) return;
      const foreign = await freshRequest(world, operation, second);
      await client.refuse(operation.id, 'NOT_FOUND', { ...foreign, token: request.token });
    },
  },

  INVALID_REFERENCE: {
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      const query = { ...request.query, hospital: world.second.id };
      const foreign = { ...request, query };
      const { fields } = await world.client.refuse(operation.id, 'INVALID_REFERENCE', foreign);
      assertEqual(fields, ['hospital'], `${operation.id}, the fields of INVALID_REFERENCE`);
    },
  },

  IDEMPOTENCY_MISMATCH: {
    async provoke(world, operation) {
      const { client } = world;
      const headers = { 'Idempotency-Key': uniqueName('key-') };
      const request = { ...(await freshRequest(world, operation)), headers };
      const first = await client.call(operation.id, request);
      assert(first.status < 300, `${operation.id} is refused: ${JSON.stringify(first.body)}`);
      assertEqual(first.headers.get('idempotent-replayed'), null, 'Idempotent-Replayed of a first answer');
      const again = await client.call(operation.id, request);
      assertEqual(again.headers.get('idempotent-replayed'), 'true', 'Idempotent-Replayed of a second answer');
      assertEqual([again.status, again.body], [first.status, first.body], 'The second answer');
      const other = { ...(await freshRequest(world, operation)), headers };
      await client.refuse(operation.id, 'IDEMPOTENCY_MISMATCH', other);
    },
  },

  IDEMPOTENCY_CONFLICT: {
    needs: ['forgetAnswer'],
    async provoke(world, operation) {
      const key = uniqueName('key-');
      const request = { ...(await freshRequest(world, operation)), headers: { 'Idempotency-Key': key } };
      await world.client.call(operation.id, request);
      const caller = callerOf(world, operation) ?? world.first.admin;
      await ability(world, 'forgetAnswer')(caller.id, key);
      const { headers } = await world.client.refuse(operation.id, 'IDEMPOTENCY_CONFLICT', request);
      assert(Number(headers.get('retry-after')) > 0, `${operation.id} does not say when to try again`);
    },
  },

  PRECONDITION_FAILED: {
    async provoke(world, operation) {
      const request = await requestOf(world, operation);
      const headers = { 'If-Match': `"${unique('tag')}"` };
      await world.client.refuse(operation.id, 'PRECONDITION_FAILED', { ...request, headers });
    },
  },

  RATE_LIMITED: {
    needs: ['limited'],
    async provoke(world, operation) {
      const limited = world.client.at(ability(world, 'limited'));
      await world.once('limits are used up', async () => {
        const [admin, superuser] = [world.first.admin.token, world.superuser.token];
        for (const token of [admin, superuser]) await limited.call('auth.profile', { token });
        await limited.call('users.bulk', { token: admin });
        await limited.call('auth.login');
      });
      const params = Object.fromEntries(
        [...operation.endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, 1]),
      );
      const token = callerOf(world, operation)?.token;
      const { headers } = await limited.refuse(operation.id, 'RATE_LIMITED', { params, token });
      const wait = Number(headers.get('retry-after'));
      assert(wait > 0, `${operation.id} does not say when to try again`);
      assertEqual(headers.get('x-ratelimit-limit'), '1', 'X-RateLimit-Limit');
      assertEqual(headers.get('x-ratelimit-remaining'), '0', 'X-RateLimit-Remaining');
      assert(Number(headers.get('x-ratelimit-reset')) > 0, `${operation.id} has no X-RateLimit-Reset`);
    },
  },
};

function takesJson({ endpoint }: Operation): boolean {
  return endpoint.body !== undefined && endpoint.contentType !== 'multipart/form-data';
}
