/**
 * What `pnpm reliability` runs, in the order of docs/reliability.md: the test files, with the rounds of a full length,
 * and what their figures tell.
 */
export const parts = {
  races: {
    title: 'Double bookings when forty go for one slot at once',
    files: ['packages/server/src/features/appointments/concurrency.test.ts'],
    env: { MEDCOR_RACE_ROUNDS: '125' },
  },
  crash: {
    title: 'Acknowledged writes lost when server and database are killed (`kill -9`)',
    files: ['packages/server/test/crash.test.ts'],
    env: { MEDCOR_CRASH_ROUNDS: '40' },
  },
  webhooks: {
    title: 'Webhook events lost when senders and database are killed',
    files: ['packages/server/test/webhook-crash.test.ts'],
    env: { MEDCOR_WEBHOOK_EVENTS: '2000', MEDCOR_WEBHOOK_KILLS: '10' },
  },
  isolation: {
    title: 'Leaks across tenants and roles: operation × caller × whose',
    files: ['packages/server/test/matrix.test.ts'],
    env: {},
  },
  fuzz: {
    title: 'Answers that are 5xx, outside of the envelope or against their schema',
    files: ['packages/server/test/hostile.test.ts'],
    env: { MEDCOR_FUZZ_RUNS: '360' },
  },
  ssrf: {
    title: 'Private addresses reached by webhooks',
    files: ['packages/server/src/providers/webhook-sender.test.ts'],
    env: {},
  },
  limits: {
    title: 'Requests that two processes let through beyond, or short of, a limit',
    files: ['packages/server/test/shared-rate-limits.test.ts'],
    env: {},
  },
  idempotency: {
    title: 'Things done twice when answers get lost and requests come twice',
    files: ['packages/server/test/cut-connections.test.ts'],
    env: { MEDCOR_RETRIES: '500' },
  },
  load: {
    title: 'Times and memory at a fixed load',
    files: ['packages/server/test/load.test.ts'],
    env: { MEDCOR_LOAD_REQUESTS: '20000' },
  },
  harms: {
    title: 'Further harms: a database that is gone or hangs, a full disk, a clock that jumps',
    files: [
      'packages/server/test/database-lost.test.ts',
      'packages/server/test/database-hangs.test.ts',
      'packages/server/test/full-disk.test.ts',
      'packages/server/test/clock-jumps.test.ts',
    ],
    env: {},
  },
  parity: {
    title: 'Differences between the server and the mock',
    files: ['packages/sdk/test/parity.test.ts'],
    env: { MEDCOR_PARITY_RUNS: '100' },
    /** The SDK's tests know nothing of this page, and print what they find. */
    printed: (output) => {
      const [, sent, differences, seed] =
        /^parity: (\d+) commands, (\d+) differences \(seed (\d+)/m.exec(output) ?? [];
      if (sent === undefined) return [];
      const attempts = `${Number(sent).toLocaleString('en-US')} commands`;
      return [{ over: 'PostgreSQL and memory', attempts, result: `${differences} differences`, seed }];
    },
  },
};
