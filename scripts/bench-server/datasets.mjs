import { ownServer } from './contenders.mjs';
import { addExtras } from './extras.mjs';
import { withClient } from './postgres.mjs';
import { start } from './processes.mjs';

/** A hospital that has grown has more doctors and patients, not busier ones: 1,000 appointments a doctor, 10 a patient. */
function sizesOf(rows) {
  return {
    doctors: Math.min(1000, Math.max(1, rows / 1000)),
    patients: Math.min(100_000, Math.max(100, rows / 10)),
  };
}

/** A database that `medcor-server seed` has filled, with what measuring needs beside it. */
export async function makeDataset(postgres, rows, dataDir, slots) {
  const url = await postgres.createDatabase(`bench_${rows}`);
  const { doctors, patients } = sizesOf(rows);
  const begin = performance.now();
  const seeding = start(
    process.execPath,
    [
      ...[ownServer, 'seed', '--json', '--appointments', String(rows)],
      ...['--doctors', String(doctors), '--patients', String(patients)],
    ],
    { env: { DATABASE_URL: url, MEDCOR_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  seeding.child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const how = await seeding.ended;
  if (how !== 'exit code 0') throw new Error(`Seeding failed (${how}): ${seeding.said()}`);
  const seedSeconds = (performance.now() - begin) / 1000;
  await withClient(url, (client) => addExtras(client, slots));
  const email = (who) => new RegExp(`^ *${who} +(\\S+@\\S+)$`, 'm').exec(said)[1];
  const { password } = JSON.parse(said.trim().split('\n').at(-1));
  return {
    ...{ rows, doctors, patients, url, dataDir, seedSeconds, password },
    emails: { staff: email('Front desk'), doctor: email('Doctor') },
  };
}
