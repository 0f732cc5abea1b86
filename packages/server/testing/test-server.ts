import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type CorePorts, createCore } from '../src/core.js';
import type { Database } from '../src/db/database.js';
import { createHttpServer } from '../src/http/server.js';
import { createLogger } from '../src/logging.js';
import type { Mail, RateLimiter } from '../src/ports.js';
import { createAesSeal } from '../src/providers/aes-seal.js';
import { createArgon2Passwords } from '../src/providers/argon2-passwords.js';
import { builtInAssistant } from '../src/providers/built-in-assistant.js';
import { createDiskFiles } from '../src/providers/disk-files.js';
import { createJwtTokens } from '../src/providers/jwt-tokens.js';
import { nodeSecrets } from '../src/providers/node-secrets.js';
import { createTestWebhooks } from './test-webhooks.js';

/** The tests hash thousands of passwords, of which none is worth a thing. */
const cheapest = { memoryCost: 64, timeCost: 1 };

const secret = 'a-secret-that-only-the-tests-know';

/**
 * The server as it is composed for real, but for the mails, which are kept, and the clock, which can be moved.
 * Every answer is checked against its schema; what goes wrong is printed. Without a limiter nobody is limited.
 * Other ports than these may be given.
 */
export async function startTestServer(
  database: Database,
  folder: string,
  rateLimiter?: RateLimiter,
  others: Partial<CorePorts> = {},
) {
  const mails: Mail[] = [];
  const webhooks = createTestWebhooks();
  const stopping = new AbortController();
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const seal = createAesSeal([secret]);
  let onQueued = () => {};
  const logger = createLogger('error');
  const edge = createCore({
    database,
    clock,
    passwordHasher: createArgon2Passwords(cheapest),
    secrets: nodeSecrets,
    tokenSigner: createJwtTokens([{ id: 'test', secret }], clock),
    seal,
    mailer: {
      async send(mail) {
        mails.push(mail);
      },
    },
    files: createDiskFiles(path.join(folder, 'files')),
    webhookSender: webhooks.sender,
    webhookAddresses: webhooks.addresses,
    assistant: builtInAssistant,
    onQueued: () => onQueued(),
    stopping: stopping.signal,
    rateLimiter,
    publicUrl: 'https://medcor.example',
    setupToken: 'setup-token-of-the-tests',
    version: '0.0.0',
    onFault: (fault, requestId) => logger.error({ err: fault, request_id: requestId }, 'fault'),
    checkAnswers: true,
    ...others,
  });
  const server = createHttpServer({
    edge,
    logger,
    isProduction: false,
    publicUrl: 'https://medcor.example',
    trustProxy: false,
    corsOrigins: 'loopback',
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    mails,
    webhooks,
    clock,
    seal,
    onQueued(listener: () => void) {
      onQueued = listener;
    },
    advance(milliseconds: number) {
      ahead += milliseconds;
    },
    async close() {
      stopping.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
