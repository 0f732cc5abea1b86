import { isIP } from 'node:net';
import * as z from 'zod/v4';
import { type AssistantConfig, assistantConfigOf, assistantVariables } from './config-assistant.js';
import {
  ConfigError,
  oneOf,
  parseUrl,
  secret,
  text,
  token,
  variable,
  wholeNumber,
} from './config-variables.js';
import type { RateLimits } from './providers/rate-limits.js';

/** A key that tokens are signed with, under the name that their header carries. */
export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** A bucket that speaks S3, and who we are there. */
export interface S3Settings {
  /** The service's address, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** PostgreSQL; the embedded database where there is none. */
  readonly databaseUrl: string | undefined;
  readonly databasePoolMax: number;
  /** How many requests may wait for one of its connections. */
  readonly databaseQueueMax: number;
  /** How long a statement of a request may take. */
  readonly databaseTimeoutMs: number;
  readonly dataDir: string;
  /** The first one signs, the others are still believed; without any, one is made and kept in the data folder. */
  readonly signingKeys: readonly [SigningKey, ...SigningKey[]] | undefined;
  /** What the audit log is sealed with; without it, one is made and kept in the data folder. */
  readonly auditKey: string | undefined;
  readonly setupToken: string | undefined;
  /** Express' setting: how many proxies stand before us, or which. */
  readonly trustProxy: false | number | string[];
  /** Whose pages may call the API from a browser; without a setting those of this machine, in development. */
  readonly corsOrigins: '*' | 'loopback' | readonly string[];
  /** How long a server that is told to stop still takes requests, while it says that it is not ready. */
  readonly shutdownDelayMs: number;
  readonly logLevel: (typeof logLevels)[number];
  readonly publicUrl: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Where attachments live; without it in the data folder. */
  readonly s3: S3Settings | undefined;
  /** What Prometheus shows to read the metrics; without it they are anyone's in development, and nobody's else. */
  readonly metricsToken: string | undefined;
  /** Whether webhooks may lead to plain http and to private addresses: for development. */
  readonly webhookAllowPrivate: boolean;
  /** What the waits between the attempts of a delivery are multiplied with: for tests. */
  readonly webhookRetryScale: number;
  /** Requests a minute; without a setting here nobody is limited. */
  readonly rateLimits: RateLimits | undefined;
  readonly assistant: AssistantConfig;
}

/** Every variable that is read; docs/deployment.md tells of each. */
export const Environment = z.object({
  NODE_ENV: text.optional(),
  HOST: text.default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8002),
  DATABASE_URL: secret('an address such as postgres://user:password@host:5432/medcor', (url) =>
    parseUrl(url, 'postgres:', 'postgresql:'),
  ).optional(),
  DATABASE_POOL_MAX: wholeNumber(1, 1000).default(10),
  DATABASE_QUEUE_MAX: wholeNumber(1, 1_000_000).default(1000),
  DATABASE_TIMEOUT_SECONDS: wholeNumber(1, 3600).default(10),
  MEDCOR_DATA_DIR: text.default('.medcor'),
  MEDCOR_ALLOW_EMBEDDED_IN_PRODUCTION: oneOf('true', 'false').default('false'),
  JWT_SECRET: secret(
    'a secret of at least 32 bytes, or keys of that length as "id1:secret1,id2:secret2"',
    parseSigningKeys,
  ).optional(),
  AUDIT_KEY: secret('a secret of at least 32 bytes', (key) =>
    Buffer.byteLength(key) >= 32 ? key : undefined,
  ).optional(),
  MEDCOR_SETUP_TOKEN: token.optional(),
  METRICS_TOKEN: token.optional(),
  TRUST_PROXY: variable(
    'a number of proxies, or their addresses or subnets separated by commas',
    parseTrustProxy,
  ).default(false),
  CORS_ORIGINS: variable(
    '* or origins such as https://app.example.com, separated by commas',
    parseOrigins,
  ).optional(),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 300).optional(),
  LOG_LEVEL: oneOf(...logLevels).default('info'),
  MEDCOR_PUBLIC_URL: variable('an address such as https://medcor.example.com', (url) =>
    parseUrl(url, 'http:', 'https:')?.replace(/\/+$/, ''),
  ).optional(),
  SMTP_URL: secret('an address such as smtps://user:password@host:465', (url) =>
    parseUrl(url, 'smtp:', 'smtps:'),
  ).optional(),
  MEDCOR_MAIL_FROM: text.default('MedCor <no-reply@localhost>'),
  S3_ENDPOINT: secret(
    'the address of the service alone, such as https://s3.example.com',
    (url) => parseUrl(url, 'http:', 'https:') && originOf(url),
  ).optional(),
  S3_BUCKET: variable('the name of a bucket', (name) =>
    /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name) ? name : undefined,
  ).optional(),
  S3_REGION: variable('a region such as eu-central-1', (name) =>
    /^[\w-]{1,64}$/.test(name) ? name : undefined,
  ).optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  WEBHOOK_ALLOW_PRIVATE: oneOf('true', 'false').default('false'),
  WEBHOOK_RETRY_SCALE: variable('a number above 0, and at most 1', (number) =>
    /^(?:0?\.\d{1,6}|1)$/.test(number) && Number(number) > 0 ? Number(number) : undefined,
  ).default(1),
  RATE_LIMIT: oneOf('off').optional(),
  RATE_LIMIT_USER: wholeNumber(1, 1_000_000).default(100),
  RATE_LIMIT_ADDRESS: wholeNumber(1, 1_000_000).default(20),
  RATE_LIMIT_BULK: wholeNumber(1, 1_000_000).default(10),
  ...assistantVariables,
});

/** Reads all configuration, once. Throws {@link ConfigError}. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how compose files and shells leave one out.
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = Environment.safeParse(
    Object.fromEntries(given.map(([name, value]) => [name, value?.trim()])),
  );
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`);
    throw new ConfigError(lines.join('\n'));
  }
  const settings = parsed.data;
  const isProduction = settings.NODE_ENV === 'production';
  if (isProduction) assertFitForProduction(settings);
  return {
    isProduction,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    databasePoolMax: settings.DATABASE_POOL_MAX,
    databaseQueueMax: settings.DATABASE_QUEUE_MAX,
    databaseTimeoutMs: settings.DATABASE_TIMEOUT_SECONDS * 1000,
    dataDir: settings.MEDCOR_DATA_DIR,
    signingKeys: settings.JWT_SECRET,
    auditKey: settings.AUDIT_KEY,
    setupToken: settings.MEDCOR_SETUP_TOKEN,
    trustProxy: settings.TRUST_PROXY,
    corsOrigins: settings.CORS_ORIGINS ?? (isProduction ? [] : 'loopback'),
    // Who develops wants Ctrl-C to be over at once.
    shutdownDelayMs: (settings.SHUTDOWN_DELAY_SECONDS ?? (isProduction ? 5 : 0)) * 1000,
    logLevel: settings.LOG_LEVEL,
    publicUrl: settings.MEDCOR_PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MEDCOR_MAIL_FROM,
    s3: s3SettingsOf(settings),
    metricsToken: settings.METRICS_TOKEN,
    webhookAllowPrivate: settings.WEBHOOK_ALLOW_PRIVATE === 'true',
    webhookRetryScale: settings.WEBHOOK_RETRY_SCALE,
    rateLimits: rateLimitsOf(settings),
    assistant: assistantConfigOf(settings),
  };
}

function rateLimitsOf(settings: z.output<typeof Environment>): Config['rateLimits'] {
  if (settings.RATE_LIMIT === 'off') return undefined;
  return {
    user: settings.RATE_LIMIT_USER,
    address: settings.RATE_LIMIT_ADDRESS,
    bulk: settings.RATE_LIMIT_BULK,
  };
}

function assertFitForProduction(settings: z.output<typeof Environment>): void {
  if (settings.DATABASE_URL === undefined && settings.MEDCOR_ALLOW_EMBEDDED_IN_PRODUCTION === 'false') {
    throw new ConfigError(
      'DATABASE_URL is missing: in production it must name a PostgreSQL database, since the embedded one can lose ' +
        'data at a power loss (MEDCOR_ALLOW_EMBEDDED_IN_PRODUCTION=true accepts that).',
    );
  }
  if (settings.DATABASE_URL !== undefined && settings.JWT_SECRET === undefined) {
    throw new ConfigError(
      'JWT_SECRET is missing: in production it must be a secret of at least 32 bytes, the same for every process ' +
        '(openssl rand -base64 48 makes one).',
    );
  }
}

/** All five variables of the bucket, or none of them. */
function s3SettingsOf(settings: z.output<typeof Environment>): Config['s3'] {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  if (S3_ENDPOINT && S3_BUCKET && S3_REGION && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    return {
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    };
  }
  const all = { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  const missing = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(all).length) return undefined;
  throw new ConfigError(
    `${missing.join(', ')} missing: for attachments in a bucket all five S3_ variables are needed, else none.`,
  );
}

/** An address without path, query or credentials. */
function originOf(url: string): string | undefined {
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? origin : undefined;
}

/** One secret, or several with their names. */
function parseSigningKeys(value: string): [SigningKey, ...SigningKey[]] | undefined {
  const isList = value.split(',').every((part) => /^[\w.-]{1,32}:[^:]+$/.test(part));
  const parts = isList ? value.split(',') : [`default:${value}`];
  const keys = parts.map((part) => {
    const colon = part.indexOf(':');
    return { id: part.slice(0, colon), secret: part.slice(colon + 1) };
  });
  const isStrong = keys.every(({ secret }) => Buffer.byteLength(secret) >= 32);
  const areApart = new Set(keys.map(({ id }) => id)).size === keys.length;
  const [first, ...others] = keys;
  return first && isStrong && areApart ? [first, ...others] : undefined;
}

function parseTrustProxy(value: string): Config['trustProxy'] | undefined {
  if (value === 'false' || value === '0') return false;
  if (value === 'true') return 1;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const proxies = value.split(',').map((proxy) => proxy.trim());
  return proxies.every(isProxy) ? proxies : undefined;
}

function isProxy(proxy: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(proxy)) return true;
  const [address = '', prefix = '0', ...rest] = proxy.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

function parseOrigins(value: string): '*' | string[] | undefined {
  if (value === '*') return '*';
  const origins = value.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  return origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)
    ? origins
    : undefined;
}
