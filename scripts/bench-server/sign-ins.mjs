import { readSamples } from './extras.mjs';
import { withClient } from './postgres.mjs';

/** Signs in at our server, whose tokens all contenders take, and finds out what there is to be asked about. */
export async function prepare(dataset, ours) {
  const { emails, password } = dataset;
  const tokens = {
    staff: await signIn(ours, emails.staff, password),
    doctor: await signIn(ours, emails.doctor, password),
  };
  const samples = await withClient(dataset.url, readSamples);
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
  const cursors = await cursorsOf(ours, tokens.staff, samples);
  return { ...dataset, tokens, samples: { ...samples, today, cursors } };
}

async function signIn({ port }, email, password) {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/login/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`Nobody can sign in: ${await response.text()}`);
  return (await response.json()).tokens.access;
}

/** The cursor of the last page as each contender writes it: all three lead to the same rows. */
async function cursorsOf({ port }, token, { total }) {
  const page = Math.ceil(total / 50) - 1;
  const response = await fetch(`http://127.0.0.1:${port}/api/appointments/?page_size=50&page=${page}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { results } = await response.json();
  const { start_time, id } = results.at(-1);
  const own = Buffer.from(JSON.stringify([start_time, id])).toString('base64url');
  const cursor = response.headers.get('x-next-cursor');
  return {
    ...{ ours: cursor, limited: cursor, other: cursor, floor: own, express: own },
    // The last one backwards, which is how Django's begin at the end.
    django: Buffer.from('r=1').toString('base64url'),
  };
}
