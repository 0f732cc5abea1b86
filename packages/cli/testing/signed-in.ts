import { type Fixture, password, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { type BuiltMedcor, buildMedcor } from './built-medcor.js';
import { openShell, type Shell } from './run-medcor.js';

export { password };

/** A server with two hospitals, and shells in which people are signed in. */
export interface CliWorld {
  readonly api: TestApi;
  readonly fixture: Fixture;
  readonly built: BuiltMedcor;
  /** One in which nobody is. */
  readonly stranger: Shell;
  signIn(email: string, url?: string): Promise<Shell>;
  close(): Promise<void>;
}

export async function openCliWorld(): Promise<CliWorld> {
  const [api, built] = await Promise.all([openTestApi('memory'), buildMedcor()]);
  const fixture = await populate(api);
  return {
    api,
    fixture,
    built,
    stranger: openShell(built, api.url),
    async signIn(email, url = api.url) {
      const shell = openShell(built, url);
      const { code, stderr } = await shell.medcor(['login', '--email', email, '--password-stdin'], {
        input: password,
      });
      if (code !== 0) throw new Error(stderr);
      return shell;
    },
    async close() {
      await api.close();
      await built.remove();
    },
  };
}
