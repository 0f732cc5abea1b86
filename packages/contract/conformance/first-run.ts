import type { OperationId } from '../src/index.js';
import { assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes } from './check.js';
import type { ApiRequest, Client } from './client.js';
import { ability, newHospital, newUser, type Person, password, signIn, type World } from './world.js';

interface SetUp {
  readonly fresh: Client;
  readonly hospital: number;
  readonly admin: Person;
}

const newAdmin = (hospital: number): ApiRequest => ({
  body: { ...newUser({ role: 'admin', hospital }), password_confirm: password },
});

/** Sets a fresh server up as the first caller would, with many at once who would like to be that. */
function setUp(world: World): Promise<SetUp> {
  return world.once('first run', async () => {
    const { baseUrl } = await world.once('fresh server', ability(world, 'openFresh'));
    const fresh = world.client.at(baseUrl);
    await fresh.refuse('auth.register', 'SETUP_CLOSED', newAdmin(1));

    const hospitals = await outcomes(5, () => fresh.call('hospitals.create', { body: newHospital() }));
    assertEqual(hospitals.told, ['201', ...Array(4).fill('NOT_AUTHENTICATED')], 'Five first hospitals');
    const created = hospitals.answers.find(({ status }) => status === 201);
    const hospital: number = Object(created?.body).id;

    const admins = await outcomes(5, () => fresh.call('auth.register', newAdmin(hospital)));
    assertEqual(admins.told, ['201', ...Array(4).fill('SETUP_CLOSED')], 'Five first admins');
    const { user, tokens } = Object(admins.answers.find(({ status }) => status === 201)?.body);
    assertMatches(user, { role: 'admin', is_superuser: true, hospital }, 'The first admin');
    return {
      fresh,
      hospital,
      admin: { id: user.id, email: user.email, token: tokens.access, refresh: tokens.refresh },
    };
  });
}

/** Without its last superuser, a platform could not be run any more. */
const lastSuperuser: readonly [OperationId, (setUp: SetUp) => ApiRequest][] = [
  ['users.delete', ({ admin }) => ({ params: { id: admin.id } })],
  ['users.deactivate', ({ admin }) => ({ params: { id: admin.id } })],
  ['hospitals.delete', ({ hospital }) => ({ params: { id: hospital } })],
  ['hospitals.update', ({ hospital }) => ({ params: { id: hospital }, body: { is_active: false } })],
];

export const firstRunChecks = checksOf('first run', {
  'makes one hospital and one admin without a token, whoever else tries at once': {
    needs: ['openFresh'],
    async run(world) {
      const { fresh, hospital, admin } = await setUp(world);
      await fresh.refuse('hospitals.create', 'NOT_AUTHENTICATED', { body: newHospital() });
      await fresh.refuse('auth.register', 'SETUP_CLOSED', newAdmin(hospital));
      await fresh.succeed('hospitals.create', { body: newHospital(), token: admin.token });
    },
  },

  'has Cardiology as the fifth of the specialties that it comes with': {
    needs: ['openFresh'],
    async run(world) {
      const { fresh, admin } = await setUp(world);
      const request = { params: { id: 5 }, token: admin.token };
      assertMatches(await fresh.succeed('specialties.get', request), { name: 'Cardiology' }, 'Specialty 5');
    },
  },

  'keeps its last superuser, and their hospital': {
    needs: ['openFresh'],
    async run(world) {
      const set = await setUp(world);
      for (const [id, make] of lastSuperuser) {
        await set.fresh.refuse(id, 'LAST_SUPERUSER', { ...make(set), token: set.admin.token });
      }
      await set.fresh.succeed('auth.profile', { token: set.admin.token });
    },
  },

  'keeps one of two superusers who take each other out at once': {
    needs: ['openFresh'],
    async run(world) {
      const { fresh, admin } = await setUp(world);
      const { addSuperuser } = await world.once('fresh server', ability(world, 'openFresh'));
      const other = await signIn(fresh, await addSuperuser());
      const takeOut = (person: Person) => ({ params: { id: person.id }, body: { is_active: false } });
      const body = slowBody(JSON.stringify(takeOut(admin).body));
      const late = fresh.refuse('users.update', 'LAST_SUPERUSER', {
        ...takeOut(admin),
        raw: body.stream,
        token: other.token,
      });
      await body.begun;
      await fresh.succeed('users.update', { ...takeOut(other), token: admin.token });
      body.finish();
      await late;
      await fresh.succeed('auth.profile', { token: admin.token });
    },
  },
});

/** A body whose sender is let in before it arrives: its beginning goes out, the rest when it is told to. */
function slowBody(text: string) {
  const [begun, finished] = [signal(), signal()];
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.slice(0, 1)),
    async pull(controller) {
      begun.give();
      await finished.given;
      controller.enqueue(bytes.slice(1));
      controller.close();
    },
  });
  return { stream, begun: begun.given, finish: finished.give };
}

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
