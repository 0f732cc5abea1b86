import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../edge/api-error.js';
import type { Clock, Mail, Mailer } from '../ports.js';

interface MailerOptions {
  /** Where to hand mails in; without it they are written to files. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** The folder for the files. */
  readonly folder: string;
  readonly clock: Clock;
}

/** Sends mails by SMTP, or writes each to a file for who runs the server. Neither is ever logged. */
export function createMailer({ smtpUrl, from, folder, clock }: MailerOptions): Mailer {
  return smtpUrl === undefined ? fileMailer(from, folder, clock) : smtpMailer(from, smtpUrl);
}

function fileMailer(from: string, folder: string, clock: Clock): Mailer {
  return {
    async send({ to, subject, text }: Mail) {
      const date = clock().toISOString();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${date.replaceAll(':', '')}-${randomUUID()}.txt`;
      const head = [`Date: ${date}`, `From: ${from}`, `To: ${to}`, `Subject: ${subject}`];
      await writeFile(join(folder, name), `${head.join('\n')}\n\n${text}\n`, { flag: 'wx', mode: 0o600 });
    },
  };
}

/** A mail server that does not answer must not hold up a request for the library's default of minutes. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

function smtpMailer(from: string, url: string): Mailer {
  // Most runs of the server never send a mail: the library is loaded by the first.
  const transport = memoised(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url, ...timeouts });
  });
  return {
    async send(mail) {
      try {
        await (await transport()).sendMail({ from, ...mail });
      } catch (cause) {
        throw new ApiError('PROVIDER_UNAVAILABLE', {
          message: 'The mail could not be handed in.',
          cause: withoutText(cause),
        });
      }
    },
  };
}

/** What a mail server says may quote the recipient, and errors are logged: only codes are passed on. */
function withoutText(error: unknown): Error {
  // What the library throws has these, unless it is its own mistake.
  const { code = 'failed', responseCode = '' } = error as { code?: string; responseCode?: number };
  return new Error(`SMTP ${code} ${responseCode}`.trim());
}

function memoised<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
