import { type BuiltMedcor, buildMedcor } from '../packages/cli/testing/built-medcor.js';
import { openShell } from '../packages/cli/testing/run-medcor.js';
import { createHttpClient, type HttpClient } from '../packages/server/testing/http-client.js';
import { openTestApi, type TestApi } from '../packages/server/testing/test-api.js';

/** An installation that nobody has claimed yet, and that limits nobody, at an address of this machine. */
export interface OpenServer {
  readonly api: HttpClient;
  /** Moves the server's clock; the mock's goes by that of the machine. */
  readonly advance?: (milliseconds: number) => void;
  /** The same by a server that limits requests; the mock, served, has limits of a minute. */
  readonly limited?: TestApi['limited'];
  close(): Promise<void>;
}

export interface ServerKind {
  readonly name: string;
  open(built: BuiltMedcor): Promise<OpenServer>;
}

export { type BuiltMedcor, buildMedcor };

/** What a program outside of Node meets: the server, and the mock as `medcor mock` serves it. */
export const bothServers: readonly ServerKind[] = [
  {
    name: 'a server',
    async open() {
      const api = await openTestApi('the embedded database');
      return { api, advance: api.advance, limited: api.limited, close: api.close };
    },
  },
  {
    name: 'the mock',
    async open(built) {
      const mock = openShell(built, '').start([
        'mock',
        '--port',
        '0',
        '--seed',
        'empty',
        '--rate-limit',
        'off',
      ]);
      const said = await mock.says('Ctrl-C ends it');
      const [, url = ''] = /at (http:\S+) \(/.exec(said) ?? [];
      return {
        api: createHttpClient(url),
        async close() {
          mock.process.kill('SIGINT');
          await mock.ended;
        },
      };
    },
  },
];
