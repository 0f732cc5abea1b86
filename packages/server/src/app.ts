import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { auditKeyOf } from './audit-key.js';
import type { Config } from './config.js';
import { createCore } from './core.js';
import { keepSecret, openDataFolder } from './data-folder.js';
import { type OpenDatabase, openDatabase } from './db/open-database.js';
import { ApiError } from './edge/api-error.js';
import { isErrno } from './exclusive-file.js';
import { watchForStop } from './http/graceful-stop.js';
import { createHttpServer } from './http/server.js';
import { startAuditSealer } from './jobs/audit-sealer.js';
import { startJanitor } from './jobs/janitor.js';
import { janitorTasks } from './jobs/janitor-tasks.js';
import { createWebhookDispatcher } from './jobs/webhook-dispatcher.js';
import { createLogger } from './logging.js';
import { openAssistant } from './open-assistant.js';
import type { FileStore, RateLimiter } from './ports.js';
import { createAesSeal } from './providers/aes-seal.js';
import { createArgon2Passwords } from './providers/argon2-passwords.js';
import { createDiskFiles } from './providers/disk-files.js';
import { createHmacChain } from './providers/hmac-chain.js';
import { createJwtTokens } from './providers/jwt-tokens.js';
import { createMailer } from './providers/mailer.js';
import { createMemoryRateLimits } from './providers/memory-rate-limits.js';
import { nodeSecrets } from './providers/node-secrets.js';
import { createSharedRateLimits } from './providers/shared-rate-limits.js';
import { createWebhookAddresses, resolveBySystem } from './providers/webhook-addresses.js';
import { createWebhookSender } from './providers/webhook-sender.js';
import { StartError } from './start-error.js';
import { readVersion } from './version.js';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly database: OpenDatabase['kind'];
  readonly dataDir: string;
  readonly isClaimed: boolean;
  /** The set-up token, when this start made it and somebody may need it. */
  readonly newSetupToken: { readonly secret: string; readonly path: string } | undefined;
  /** Says that it is not ready, waits, takes no more requests, finishes what is under way, and lets go of the database. */
  close(): Promise<void>;
}

/** How long what is under way may still take when the server is to stop. */
const GRACE_MS = 10_000;

/** Puts the server together from its parts, and opens it. Throws `StartError` for what the operator can mend. */
export async function startServer(
  config: Config,
  logger: Logger = createLogger(config.logLevel),
): Promise<RunningServer> {
  const dataDir = await openDataFolder(config.dataDir);
  // Read while the database opens, which is mostly waiting; what goes wrong is told where they are needed.
  if (hasMetrics(config)) loadMetrics().catch(() => undefined);
  const servingLimits = { statementMs: config.databaseTimeoutMs, queueMax: config.databaseQueueMax };
  const opened = await openDatabase({ ...config, dataDir, servingLimits });
  try {
    return await serve({ ...config, dataDir }, opened, logger);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function serve(config: Config, opened: OpenDatabase, logger: Logger): Promise<RunningServer> {
  const { dataDir } = config;
  const { database, kind } = opened;
  const [keys, setupToken, version] = await Promise.all([
    signingKeys(config),
    findSetupToken(config),
    readVersion(),
  ]);
  if (config.isProduction && config.smtpUrl === undefined) {
    logger.warn('SMTP_URL is not set: mails are written to files in the data folder, and reach nobody');
  }
  const clock = () => new Date();
  const webhookAddresses = createWebhookAddresses({
    allowPrivate: config.webhookAllowPrivate,
    resolve: resolveBySystem,
  });
  const stopping = new AbortController();
  let isLeaving = false;
  const [signing, ...former] = keys;
  const metrics = await openMetrics(config, opened);
  const assistant = await openAssistant(config.assistant);
  const sending = {
    database,
    clock,
    secrets: nodeSecrets,
    seal: createAesSeal([signing.secret, ...former.map(({ secret }) => secret)]),
    webhookSender: createWebhookSender({ addresses: webhookAddresses, clock, version }),
  };
  const dispatcher = createWebhookDispatcher({
    ...sending,
    retries: { scale: config.webhookRetryScale, random: Math.random },
    logger,
    onSettled: ({ status }) => metrics?.countDelivery(status),
  });
  const edge = createCore({
    ...sending,
    passwordHasher: createArgon2Passwords(),
    tokenSigner: createJwtTokens(keys, clock),
    mailer: createMailer({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      folder: join(dataDir, 'mail'),
      clock,
    }),
    files: await openFiles(config),
    assistant,
    webhookAddresses,
    onQueued: dispatcher.wake,
    stopping: stopping.signal,
    isLeaving: () => isLeaving,
    rateLimiter: rateLimiterOf(config, opened),
    publicUrl: config.publicUrl,
    setupToken: setupToken.secret,
    version,
    onFault(error, requestId) {
      if (!isPlainAnswer(error)) logger.error({ err: error, request_id: requestId }, 'fault');
    },
  });
  const installation = await database.read('platform', (repositories) => repositories.installation.get());
  const isClaimed = installation.claimed_at !== null;

  const link = createHmacChain(await auditKeyOf(config));

  const server = createHttpServer({ ...config, edge, logger, metrics });
  const stop = watchForStop(server);
  const { port } = await listen(server, config);
  const stopSealing = startAuditSealer({ database, link, logger });
  dispatcher.start();
  const stopCleaning = startJanitor({
    tasks: janitorTasks({ database, clock, chatRetentionDays: config.assistant.chatRetentionDays }),
    logger,
  });
  logger.info({ version, host: config.host, port, database: kind, migrations: opened.migrations }, 'started');

  let closing: Promise<void> | undefined;
  return {
    url: `http://${reachable(config.host)}:${port}`,
    port,
    database: kind,
    dataDir,
    isClaimed,
    newSetupToken: setupToken.isNew && !isClaimed ? setupToken : undefined,
    close() {
      isLeaving = true;
      closing ??= wait(config.shutdownDelayMs)
        .then(() => stopping.abort())
        .then(() => Promise.all([stop(GRACE_MS), dispatcher.stop(GRACE_MS)]))
        .then(stopCleaning)
        .then(stopSealing)
        .then(() => Promise.all([assistant.recogniser?.close?.(), assistant.synthesiser?.close?.()]))
        .then(() => opened.close())
        .then(() => logger.info('stopped'));
      return closing;
    },
  };
}

/** Whether nothing is behind a failure but what its answer says: a server that is about to stop, say. */
function isPlainAnswer(error: unknown): boolean {
  return error instanceof ApiError && error.cause === undefined;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Counts for all processes on a database that they share. */
function rateLimiterOf({ rateLimits }: Config, { connections }: OpenDatabase): RateLimiter | undefined {
  if (!rateLimits) return undefined;
  return connections ? createSharedRateLimits(connections, rateLimits) : createMemoryRateLimits(rateLimits);
}

async function openFiles({ s3, dataDir }: Config): Promise<FileStore> {
  const folder = join(dataDir, 'files');
  if (!s3) return createDiskFiles(folder);
  const { createS3Files } = await import('./providers/s3-files.js');
  return createS3Files(s3, folder);
}

/** In production metrics are nobody's without a token. */
function hasMetrics({ isProduction, metricsToken }: Config): boolean {
  return !isProduction || metricsToken !== undefined;
}

const loadMetrics = () => import('./http/metrics.js');

async function openMetrics(config: Config, { load }: OpenDatabase) {
  if (!hasMetrics(config)) return undefined;
  const { createMetrics } = await loadMetrics();
  return createMetrics({ load, token: config.metricsToken });
}

async function signingKeys({ signingKeys, dataDir }: Config): Promise<NonNullable<Config['signingKeys']>> {
  if (signingKeys) return signingKeys;
  const { secret } = await keepSecret(dataDir, 'jwt-secret', nodeSecrets.random);
  return [{ id: 'default', secret }];
}

async function findSetupToken({ setupToken, dataDir }: Config) {
  if (setupToken !== undefined) return { secret: setupToken, path: '', isNew: false };
  return keepSecret(dataDir, 'setup-token', nodeSecrets.random);
}

function listen(server: Server, { host, port }: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port)));
    // A server that listens on a port has an address of this kind.
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function listenFailure(cause: Error, host: string, port: number): Error {
  const failure = (reason: string) => new StartError(`${reason}.`, { cause });
  if (isErrno(cause, 'EADDRINUSE')) {
    return failure(`Port ${port} of ${host} is in use: stop what is using it, or set PORT to another`);
  }
  if (isErrno(cause, 'EACCES'))
    return failure(`Port ${port} needs special rights: set PORT to one from 1024`);
  if (isErrno(cause, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) {
    return failure(`This machine has no address ${host}: set HOST to one that it has`);
  }
  return cause;
}

/** Where to call a server that listens on this address, be it all there are. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
