import { type Operation, type PermissionColumn, permissions, type Role, roles } from '../src/index.js';
import type { ApiRequest } from './client.js';
import { requests } from './requests.js';
import { type Hospital, makePerson, type Person, type World } from './world.js';

/** Somebody who may make this call in the first hospital: its admin, else the superuser; nobody where anyone may. */
export function callerOf({ first, superuser }: World, { endpoint }: Operation): Person | undefined {
  const { permission } = endpoint.metadata;
  if (permission === null) return undefined;
  return permissions[permission].scopes.admin === 'none' ? superuser : first.admin;
}

/** A request that would succeed. It is made once: whatever is refused of it changes nothing. */
export function requestOf(world: World, operation: Operation): Promise<ApiRequest> {
  return world.once(`request of ${operation.id}`, () => freshRequest(world, operation));
}

/** A request that succeeds, and that nobody else uses up. */
export async function freshRequest(
  world: World,
  operation: Operation,
  of: Hospital = world.first,
): Promise<ApiRequest> {
  const make = requests[operation.id];
  if (!make) throw new Error(`There is no request for ${operation.id}.`);
  return { token: callerOf(world, operation)?.token, ...(await make(world, of)) };
}

/** The people of the first hospital whom the permission table does not let make this call at all. */
export function refusedPeople({ first }: World, { endpoint }: Operation): Person[] {
  const { permission } = endpoint.metadata;
  if (permission === null) return [];
  const scopes: Readonly<Record<PermissionColumn, string>> = permissions[permission].scopes;
  return roles.filter((role: Role) => scopes[role] === 'none').map((role) => first[role]);
}

/** Somebody who signed in before their account was deactivated. */
export function disabledPerson(world: World): Promise<Person> {
  return world.once('disabled person', async () => {
    const { client, first, superuser } = world;
    const person = await makePerson(client, superuser, { role: 'admin', hospital: first.id });
    await client.succeed('users.deactivate', { params: { id: person.id }, token: first.admin.token });
    return person;
  });
}
