import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { ConfigError } from './config-variables.js';

const secret = 'x'.repeat(32);
const s3 = {
  S3_ENDPOINT: 'https://s3.example.com',
  S3_BUCKET: 'papers',
  S3_REGION: 'eu-central-1',
  S3_ACCESS_KEY_ID: 'AKID',
  S3_SECRET_ACCESS_KEY: 'hidden',
};
const production = { NODE_ENV: 'production', DATABASE_URL: 'postgres://db/medcor', JWT_SECRET: secret };

describe('the configuration', () => {
  it('needs nothing at all', () => {
    expect(readConfig({ PATH: '/bin', SMTP_URL: '', JWT_SECRET: ' ' })).toEqual({
      assistant: {
        chat: undefined,
        chatFallback: 'embedded',
        chatRetentionDays: 365,
        recogniser: 'embedded',
        synthesiser: 'embedded',
        avatar: undefined,
        emergencyNumber: undefined,
      },
      isProduction: false,
      host: '127.0.0.1',
      port: 8002,
      databaseUrl: undefined,
      databasePoolMax: 10,
      databaseQueueMax: 1000,
      databaseTimeoutMs: 10_000,
      dataDir: '.medcor',
      signingKeys: undefined,
      setupToken: undefined,
      trustProxy: false,
      corsOrigins: 'loopback',
      shutdownDelayMs: 0,
      logLevel: 'info',
      publicUrl: 'http://localhost:8002',
      smtpUrl: undefined,
      mailFrom: 'MedCor <no-reply@localhost>',
      s3: undefined,
      metricsToken: undefined,
      webhookAllowPrivate: false,
      webhookRetryScale: 1,
      rateLimits: { user: 100, address: 20, bulk: 10 },
    });
  });

  it.each([
    [{ PORT: '0' }, { port: 0, publicUrl: 'http://localhost:0' }],
    [{ PORT: ' 80 ' }, { port: 80 }],
    [{ DATABASE_URL: 'postgresql://u:p@h:1/d' }, { databaseUrl: 'postgresql://u:p@h:1/d' }],
    [{ JWT_SECRET: secret }, { signingKeys: [{ id: 'default', secret }] }],
    [{ JWT_SECRET: `a:b,${secret}` }, { signingKeys: [{ id: 'default', secret: `a:b,${secret}` }] }],
    [
      { JWT_SECRET: `new:${secret},old:${secret}` },
      {
        signingKeys: [
          { id: 'new', secret },
          { id: 'old', secret },
        ],
      },
    ],
    [{ TRUST_PROXY: 'true' }, { trustProxy: 1 }],
    [{ TRUST_PROXY: 'false' }, { trustProxy: false }],
    [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ TRUST_PROXY: '10.0.0.0/8, ::1,loopback' }, { trustProxy: ['10.0.0.0/8', '::1', 'loopback'] }],
    [{ CORS_ORIGINS: '*' }, { corsOrigins: '*' }],
    [
      { CORS_ORIGINS: 'https://a.com/, http://b.com:81' },
      { corsOrigins: ['https://a.com', 'http://b.com:81'] },
    ],
    [{ MEDCOR_PUBLIC_URL: 'https://a.com/' }, { publicUrl: 'https://a.com' }],
    [{ WEBHOOK_ALLOW_PRIVATE: 'true' }, { webhookAllowPrivate: true }],
    [{ WEBHOOK_RETRY_SCALE: '0.001' }, { webhookRetryScale: 0.001 }],
    [{ RATE_LIMIT: 'off', RATE_LIMIT_USER: '5' }, { rateLimits: undefined }],
    [
      { RATE_LIMIT_USER: '1', RATE_LIMIT_ADDRESS: '2', RATE_LIMIT_BULK: '3' },
      { rateLimits: { user: 1, address: 2, bulk: 3 } },
    ],
    [
      { ...s3, S3_ENDPOINT: 'http://127.0.0.1:9000/' },
      {
        s3: {
          endpoint: 'http://127.0.0.1:9000',
          bucket: 'papers',
          region: 'eu-central-1',
          accessKeyId: 'AKID',
          secretAccessKey: 'hidden',
        },
      },
    ],
    [{ ...production, SHUTDOWN_DELAY_SECONDS: '0' }, { shutdownDelayMs: 0 }],
    [{ SHUTDOWN_DELAY_SECONDS: '30' }, { shutdownDelayMs: 30_000 }],
    [production, { shutdownDelayMs: 5000 }],
    [production, { isProduction: true, corsOrigins: [] }],
    [
      { NODE_ENV: 'production', MEDCOR_ALLOW_EMBEDDED_IN_PRODUCTION: 'true' },
      { isProduction: true, databaseUrl: undefined, signingKeys: undefined },
    ],
  ])('reads %o', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ DATABASE_POOL_MAX: '0' }, 'DATABASE_POOL_MAX must be a whole number from 1 to 1000, not "0".'],
    [
      { DATABASE_URL: 'mysql://u:hidden@h/d' },
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/medcor.',
    ],
    [
      { JWT_SECRET: 'hidden' },
      'JWT_SECRET must be a secret of at least 32 bytes, or keys of that length as "id1:secret1,id2:secret2".',
    ],
    [{ JWT_SECRET: `a:${secret},b:short` }, /^JWT_SECRET must be a secret of at least 32 bytes/],
    [{ JWT_SECRET: `a:${secret},a:${secret}` }, /^JWT_SECRET must be a secret of at least 32 bytes/],
    [{ METRICS_TOKEN: 'hidden' }, /^METRICS_TOKEN must be a secret of 16 characters or more/],
    [{ MEDCOR_SETUP_TOKEN: 'hidden' }, /^MEDCOR_SETUP_TOKEN must be a secret of 16 characters or more/],
    [{ TRUST_PROXY: 'proxy.local' }, /^TRUST_PROXY must be a number of proxies, .*, not "proxy\.local"\.$/],
    [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY must be/],
    [{ CORS_ORIGINS: 'https://a.com/path' }, /^CORS_ORIGINS must be \* or origins/],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
    ],
    [{ MEDCOR_PUBLIC_URL: 'medcor.example.com' }, /^MEDCOR_PUBLIC_URL must be an address/],
    [{ SMTP_URL: 'mail.example.com' }, /^SMTP_URL must be an address/],
    [{ WEBHOOK_ALLOW_PRIVATE: 'yes' }, 'WEBHOOK_ALLOW_PRIVATE must be one of true, false, not "yes".'],
    [
      { WEBHOOK_RETRY_SCALE: '0' },
      /^WEBHOOK_RETRY_SCALE must be a number above 0, and at most 1, not "0"\.$/,
    ],
    [{ WEBHOOK_RETRY_SCALE: '2' }, /^WEBHOOK_RETRY_SCALE must be/],
    [{ RATE_LIMIT: 'on' }, 'RATE_LIMIT must be one of off, not "on".'],
    [{ RATE_LIMIT_BULK: '0' }, 'RATE_LIMIT_BULK must be a whole number from 1 to 1000000, not "0".'],
    [
      { ...s3, S3_REGION: '', S3_BUCKET: undefined },
      'S3_BUCKET, S3_REGION missing: for attachments in a bucket all five S3_ variables are needed, else none.',
    ],
    [
      { ...s3, S3_ENDPOINT: 'https://s3.example.com/papers' },
      /^S3_ENDPOINT must be the address of the service alone/,
    ],
    [{ ...s3, S3_ENDPOINT: 'https://me:hidden@s3.example.com' }, /^S3_ENDPOINT must be the address/],
    [{ ...s3, S3_ENDPOINT: 's3.example.com' }, /^S3_ENDPOINT must be the address/],
    [{ ...s3, S3_BUCKET: 'Two Words' }, 'S3_BUCKET must be the name of a bucket, not "Two Words".'],
    [{ ...s3, S3_REGION: 'a/b' }, 'S3_REGION must be a region such as eu-central-1, not "a/b".'],
    [{ ...production, JWT_SECRET: '' }, /^JWT_SECRET is missing: in production/],
    [{ NODE_ENV: 'production' }, /^DATABASE_URL is missing: in production/],
  ])('refuses %o', (env, message) => {
    const read = () => readConfig(env);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/hidden|\n/);
  });

  it('names every variable that is wrong, on a line of its own', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT .*\.\nLOG_LEVEL .*\.$/);
  });

  it('needs a key for a provider that is somebody else’s, and none for one of our own', () => {
    for (const [provider, key] of [
      [{ MEDCOR_CHAT_PROVIDER: 'openai' }, 'MEDCOR_CHAT_API_KEY'],
      [{ MEDCOR_STT_PROVIDER: 'openai' }, 'MEDCOR_STT_API_KEY'],
      [{ MEDCOR_TTS_PROVIDER: 'openai' }, 'MEDCOR_TTS_API_KEY'],
      [{ MEDCOR_AVATAR_PROVIDER: 'heygen' }, 'MEDCOR_AVATAR_API_KEY'],
    ] as const) {
      expect(() => readConfig(provider)).toThrow(`${key} is missing`);
      expect(readConfig({ ...provider, [key]: 'a-key' })).toBeDefined();
    }
    const own = { MEDCOR_CHAT_PROVIDER: 'openai', MEDCOR_CHAT_BASE_URL: 'http://localhost:11434/v1/' };
    expect(readConfig(own).assistant.chat).toEqual({
      baseUrl: 'http://localhost:11434/v1',
      apiKey: undefined,
      model: 'gpt-4o-mini',
      timeoutMs: 20_000,
    });
  });
});
