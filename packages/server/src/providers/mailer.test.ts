import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMailer } from './mailer.js';

const mail = {
  to: 'ann@example.com',
  subject: 'Set a new password',
  text: 'Grüße\nhttps://example.com/?token=pr_1',
};
const shared = { from: 'MedCor <no-reply@example.com>', clock: () => new Date('2025-01-20T09:00:00Z') };

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'medcor-mail-')), 'mail');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

it('writes each mail to a file of its own that only we may read, without an SMTP server', async () => {
  const mailer = createMailer({ ...shared, smtpUrl: undefined, folder });
  await Promise.all([mailer.send(mail), mailer.send(mail)]);
  const files = await readdir(folder);
  expect(files).toHaveLength(2);
  const path = join(folder, files[0] ?? '');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readFile(path, 'utf8')).toBe(
    'Date: 2025-01-20T09:00:00.000Z\nFrom: MedCor <no-reply@example.com>\nTo: ann@example.com\n' +
      'Subject: Set a new password\n\nGrüße\nhttps://example.com/?token=pr_1\n',
  );
});

it('hands mails in to the SMTP server', async () => {
  const received: string[] = [];
  const server = createServer((socket) => {
    let inText = false;
    socket.write('220 here\r\n');
    socket.setEncoding('utf8').on('data', (data: string) => {
      received.push(data);
      if (data.startsWith('DATA')) inText = true;
      if (data.startsWith('QUIT')) socket.end('221 bye\r\n');
      else if (inText) {
        socket.write(
          data.endsWith('\r\n.\r\n') ? '250 taken\r\n' : data.startsWith('DATA') ? '354 go on\r\n' : '',
        );
      } else socket.write('250 fine\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  const mailer = createMailer({ ...shared, smtpUrl: `smtp://127.0.0.1:${port}`, folder });
  await mailer.send(mail);
  server.close();
  expect(received.join('')).toMatch(/MAIL FROM:<no-reply@example.com>.*RCPT TO:<ann@example.com>/s);
  expect(received.join('')).toContain('Subject: Set a new password');

  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});
