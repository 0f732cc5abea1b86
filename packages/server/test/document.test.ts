import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyStore, openTestApi, type TestApi } from '../testing/test-api.js';

/**
 * The API document's quick start and its two programs, read from the document itself and run word for word. The
 * document lies beside the repository, not in it: where it is not, these tests are skipped.
 */
const path = fileURLToPath(new URL('../../../../shared/medcor-api.md', import.meta.url));
const document = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
const run = promisify(execFile);

interface Step {
  readonly title: string;
  readonly path: string;
  readonly isSignedIn: boolean;
  readonly body: string;
}

/** The numbered steps of the workflow: `#### 1.1 …` with one `http` block each. Comments are not sent. */
function stepsOf(text: string): Step[] {
  const steps = text.matchAll(/^#### (\d\.\d [^\n]+)\n```http\nPOST (\S+)\n(.*?)\n\n(\{.*?)\n```/gms);
  return [...steps].map(([, title = '', stepPath = '', headers = '', body = '']) => ({
    title,
    path: stepPath.replace('{treatment_id}', '1'),
    isSignedIn: headers.includes('Authorization:'),
    body: body.replace(/ *\/\/[^\n]*/g, ''),
  }));
}

function programsOf(text: string): string[] {
  return [...text.matchAll(/```python\n(.*?)```/gs)].map(([, program = '']) => program);
}

async function python(program: string): Promise<string> {
  const { stdout } = await run('python3', ['-c', program]);
  return stdout;
}

const hasPython = await python('import requests').then(
  () => true,
  () => false,
);

describe.skipIf(document === undefined).each(everyStore)('the API document over %s', (store) => {
  let api: TestApi;
  let token = '';

  beforeAll(async () => {
    api = await openTestApi(store);
  });
  afterAll(() => api.close());

  it('has eleven steps and two programs', () => {
    expect(stepsOf(document ?? '')).toHaveLength(11);
    expect(programsOf(document ?? '')).toHaveLength(2);
  });

  it('runs its quick start, with the ids it assumes', async () => {
    const ids: Record<string, number> = {};
    for (const step of stepsOf(document ?? '')) {
      const response = await api.call('POST', step.path, {
        raw: step.body,
        ...(step.isSignedIn && { token }),
      });
      expect([step.title, response.status, response.body.error]).toEqual([
        step.title,
        step.title.startsWith('2.2') ? 200 : 201,
        undefined,
      ]);
      ids[step.title.slice(0, 3)] = response.body.id ?? response.body.user.id;
      if (response.body.tokens) token = response.body.tokens.access;
    }
    expect(ids).toEqual({
      '1.1': 1,
      '2.1': 1,
      '2.2': 1,
      '3.1': 2,
      '3.2': 1,
      '3.3': 3,
      '4.1': 1,
      '4.2': 1,
      '5.1': 1,
      '5.2': 1,
      '5.3': 1,
    });
  });

  it.skipIf(!hasPython)('runs its first program: a patient books', async () => {
    const [program = ''] = programsOf(document ?? '');
    const tomorrow = Date.now() + 24 * 60 * 60 * 1000;
    await api.post(
      '/api/appointments/availability-slots/',
      {
        doctor: 2,
        start_time: new Date(tomorrow).toISOString(),
        end_time: new Date(tomorrow + 30 * 60 * 1000).toISOString(),
      },
      token,
    );
    const printed = await python(program.replace('http://localhost:8002', api.url));
    expect(printed).toMatch(/^Appointment booked: .*'id': 2,/);
    expect(printed).toContain("'status': 'scheduled'");
  });

  it.skipIf(!hasPython)('runs its second program: an admin creates a doctor with a specialty', async () => {
    const [, program = ''] = programsOf(document ?? '');
    const prelude = [
      'import requests',
      `API_BASE = "${api.url}"`,
      `headers = {"Content-Type": "application/json", "Authorization": "Bearer ${token}"}`,
    ];
    const printed = await python([...prelude, program].join('\n'));
    expect(printed).toContain("'specialty_name': 'Neurology'");
  });
});
