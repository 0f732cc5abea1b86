import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';

/** How the server and the parts it needs are doing. */
export const Health = z
  .strictObject({
    status: z.enum(['ok', 'degraded']).describe('`degraded` when any part is down.'),
    version: z.string().describe('The version of the server.'),
    uptime_s: z.int().describe('Seconds since this process started.'),
    checks: z
      .record(z.string(), z.enum(['ok', 'down', 'off']))
      .describe('Each part, such as `database` or `chat`; `off` when it is not configured.'),
  })
  .register(components, { id: 'Health' });
export type Health = z.output<typeof Health>;

/** What a probe answers when all is well. */
export const Probe = z.strictObject({ status: z.literal('ok') }).register(components, { id: 'Probe' });
export type Probe = z.output<typeof Probe>;

const healthExample: Health = {
  status: 'ok',
  version: '0.1.0',
  uptime_s: 3600,
  checks: { database: 'ok', jobs: 'ok', chat: 'ok', speech_in: 'ok', speech_out: 'ok', avatar: 'off' },
};

export const system = {
  health: endpoint({
    method: 'GET',
    path: '/api/health/',
    summary: 'Get the health of the server',
    description:
      'How each part of the server is doing, for people and monitors. Always `200`: probes that are to act on the ' +
      'status code use `/api/live/` and `/api/ready/`.',
    signIn: 'none',
    rate: 'none',
    success: { 200: Health },
    examples: { response: healthExample },
  }),
  live: endpoint({
    method: 'GET',
    path: '/api/live/',
    summary: 'Check that the server is alive',
    description:
      'Answers as long as the process does; looks at nothing else. Restart the process when it fails.',
    signIn: 'none',
    rate: 'none',
    success: { 200: Probe },
    examples: { response: { status: 'ok' } },
  }),
  ready: endpoint({
    method: 'GET',
    path: '/api/ready/',
    summary: 'Check that the server is ready',
    description:
      'Whether requests can be served: `503` while the database is lost, or the server is stopping.',
    signIn: 'none',
    rate: 'none',
    success: { 200: Probe },
    errors: ['DATABASE_UNAVAILABLE', 'PROVIDER_UNAVAILABLE'],
    examples: { response: { status: 'ok' } },
  }),
};
