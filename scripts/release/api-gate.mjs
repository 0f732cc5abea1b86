import getReleasePlan from '@changesets/get-release-plan';
import { readVersion, root } from './packages.mjs';
import { run } from './run.mjs';

/**
 * Throws where the next version would be too small for what it changes of the API; where one is to be published, where
 * anything is in no version yet. Answers what is said of it.
 */
export async function passApiGate({ toPublish }) {
  const options = ['--planned', await plannedBump(), '--current', await readVersion()];
  if (toPublish) options.push('--to-publish');
  const said = await run('pnpm', ['--silent', '--filter', '@medcor/contract', 'compare', ...options], {
    cwd: root,
  });
  return said.trim();
}

/** How large the next version is by the changesets that there are; git is not asked, which may not have the main branch. */
async function plannedBump() {
  const { releases } = await getReleasePlan(root);
  return releases.find(({ name }) => name === '@medcor/sdk')?.type ?? 'none';
}
