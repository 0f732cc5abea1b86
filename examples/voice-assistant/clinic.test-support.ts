import { createMemoryDatabase } from '../../packages/server/src/db/memory/memory-database.js';
import { builtInAssistant } from '../../packages/server/src/providers/built-in-assistant.js';
import { createEmbeddedAvatars } from '../../packages/server/src/providers/embedded-avatars.js';
import { createFlite } from '../../packages/server/src/providers/speech/flite.js';
import { createPocketsphinx } from '../../packages/server/src/providers/speech/pocketsphinx.js';
import { createPerson, populate } from '../../packages/server/testing/fixture.js';
import { createHttpClient } from '../../packages/server/testing/http-client.js';
import { startTestServer } from '../../packages/server/testing/test-server.js';

export type Clinic = Awaited<ReturnType<typeof openClinic>>;

const CARDIOLOGY = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A server with a hospital, a heart doctor who is free next Monday, and patients; and one that has no ears and voice. */
export async function openClinic(folder: string) {
  const database = createMemoryDatabase();
  const synthesiser = createFlite();
  const recogniser = createPocketsphinx();
  const assistant = {
    ...builtInAssistant,
    recogniser,
    synthesiser,
    avatars: createEmbeddedAvatars(synthesiser),
  };
  const server = await startTestServer(database, folder, undefined, { assistant });
  // That it cannot listen is what the tests want of it, and not worth a line in the log.
  const deaf = await startTestServer(database, folder, undefined, { onFault: () => undefined });
  const api = createHttpClient(server.url);
  const { superuser, first } = await populate(api);
  const hospital = first.id;
  const person = (role: string, first_name: string, last_name: string) =>
    createPerson(api, superuser.token, { role, hospital, first_name, last_name });

  const doctor = await person('doctor', 'Jane', 'Smith');
  await api.post(
    '/api/specialty/doctor-specialties/',
    { doctor: doctor.id, specialty: CARDIOLOGY, is_primary: true },
    first.admin.token,
  );
  const monday = nextMonday();
  const slots: number[] = [];
  for (const hour of ['09', '10', '11', '15', '16']) {
    const times = { start_time: `${monday}T${hour}:00:00Z`, end_time: `${monday}T${hour}:45:00Z` };
    const slot = { doctor: doctor.id, ...times };
    slots.push(Number((await api.post('/api/appointments/availability-slots/', slot, first.admin.token)).id));
  }
  return {
    url: server.url,
    urlWithoutSpeech: deaf.url,
    api,
    synthesiser,
    doctor,
    newPatient: () => person('patient', 'Ada', 'Lovelace'),
    slots,
    async close() {
      await Promise.all([server.close(), deaf.close(), synthesiser.close(), recogniser.close()]);
    },
  };
}

function nextMonday(): string {
  const now = new Date();
  const ahead = (8 - now.getUTCDay()) % 7 || 7;
  return new Date(now.getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
}
