#!/usr/bin/env node
/**
 * How long the assistant takes, on this machine: `pnpm bench:assistant`. Starts the built server on an embedded database
 * of its own, and measures a message's whole answer and its first words, with what is built in, and a spoken message's
 * way there and back. Medians and the slowest of a hundred (spoken: of ten); one caller, one process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../packages/server/dist/main.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'medcor-bench-assistant-'));
const env = { ...process.env, PORT: '0', MEDCOR_DATA_DIR: folder, RATE_LIMIT: 'off', LOG_LEVEL: 'warn' };

let running;
try {
  running = spawn('node', [server], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await addressOf(running);
  const token = await setUp(url);
  const post = (where, body) =>
    fetch(url + where, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const messages = [
    'hello',
    'which doctors do you have?',
    'I want to see a heart doctor on Monday morning',
    'thank you',
  ];

  const whole = await times(
    100,
    async (turn) => void (await (await post('/api/chat/', { message: messages[turn % 4] })).json()),
  );
  const first = await times(100, async (turn) => {
    const { body } = await post('/api/chat/', { message: messages[turn % 4], stream: true });
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      if (text.includes('event: delta')) break;
    }
  });
  const health = await times(100, async () => void (await (await fetch(`${url}/api/live/`)).text()));

  const asked = { transcript: messages[2] };
  const { audio } = await (await post('/api/chat/voice/', { transcript: 'hello' })).json();
  const rows = [
    ['a request that asks nothing', health],
    ['a message, the whole answer', whole],
    ['a message, the first words', first],
  ];
  if (audio) {
    rows.push([
      'a transcript, answered in sound',
      await times(10, async () => void (await (await post('/api/chat/voice/', asked)).json())),
    ]);
    const spoken = await speak(post, messages[2]);
    const heard = { audio: spoken.data, audio_format: 'wav' };
    const reply = await (await post('/api/chat/voice/', heard)).json();
    console.log(
      `Spoken: "${messages[2]}" (${spoken.duration_ms} ms). Heard: "${reply.transcript?.text ?? reply.error?.code}".`,
    );
    rows.push([
      'a recording, answered in sound',
      await times(10, async () => void (await (await post('/api/chat/voice/', heard)).json())),
    ]);
  } else console.log('Speech is not installed: nothing spoken was measured.');
  console.table(rows.map(([what, ms]) => ({ what, 'median ms': ms.median, 'slowest ms': ms.slowest })));
  console.log(`Node ${process.version}.`);
} finally {
  running?.kill();
  if (running && running.exitCode === null) await once(running, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

/** What the avatar says, which is what the same words sound like when they are spoken. */
async function speak(post, text) {
  const { session_id } = await (await post('/api/avatar/create/', {})).json();
  await post('/api/avatar/start/', { session_id });
  const { audio } = await (await post('/api/avatar/speak/', { session_id, text })).json();
  return audio;
}

async function times(count, work) {
  const taken = [];
  for (let turn = 0; turn < count + 4; turn += 1) {
    const start = performance.now();
    await work(turn);
    // The first ones find everything cold.
    if (turn >= 4) taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  const shown = (ms) => Number(ms.toFixed(1));
  return { median: shown(taken[Math.floor(taken.length / 2)]), slowest: shown(taken.at(-1)) };
}

async function addressOf(child) {
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(said)?.[0];
    if (found) {
      child.stdout.resume();
      return found;
    }
  }
  throw new Error(`The server did not start: ${said}`);
}

/** A hospital with a cardiologist, and slots on the next four Mondays; answers a patient's token. */
async function setUp(url) {
  const send = async (where, body, token) => {
    const response = await fetch(url + where, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${where}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const hospital = await send('/api/hospitals/', {
    ...{ name: 'Bench Hospital', city: 'Springfield', state: 'IL', country: 'USA', hospital_type: 'general' },
    ...{ contact_email: 'office@example.org', contact_phone: '+1-555-0100' },
  });
  const password = 'Correct-Horse-7!';
  const person = (role, name) => ({
    ...{ email: `${role}@example.org`, password, password_confirm: password, role, hospital: hospital.id },
    ...{ first_name: name, last_name: 'Smith' },
  });
  const { tokens } = await send('/api/auth/register/', person('admin', 'Ada'));
  const { password_confirm: _confirm, ...doctor } = person('doctor', 'Jane');
  const { id } = await send('/api/auth/users/', doctor, tokens.access);
  await send(
    '/api/specialty/doctor-specialties/',
    { doctor: id, specialty: 5, is_primary: true },
    tokens.access,
  );
  const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const pattern = {
    doctor: id,
    date_from: day(1),
    date_to: day(28),
    weekdays: [1],
    from: '09:00',
    to: '12:00',
    slot_minutes: 30,
  };
  await send('/api/appointments/availability-slots/bulk/', pattern, tokens.access);
  return (await send('/api/auth/register/', person('patient', 'Pat'))).tokens.access;
}
