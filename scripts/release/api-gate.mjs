import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readVersion, root } from './packages.mjs';
import { run } from './run.mjs';

/** Throws where the next version would be too small for what it changes of the API; answers what is said of it. */
export async function passApiGate() {
  const options = ['--planned', await plannedBump(), '--current', await readVersion()];
  const said = await run('pnpm', ['--silent', '--filter', '@medcor/contract', 'compare', ...options], {
    cwd: root,
  });
  return said.trim();
}

/** How large the next version is by the changesets that there are. */
async function plannedBump() {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-plan-'));
  try {
    const file = path.join(folder, 'plan.json');
    await run('pnpm', ['exec', 'changeset', 'status', '--output', path.relative(root, file)], { cwd: root });
    const { releases } = JSON.parse(await readFile(file, 'utf8'));
    return releases.find(({ name }) => name === '@medcor/sdk')?.type ?? 'none';
  } finally {
    await rm(folder, { recursive: true });
  }
}
