import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../edge/api-error.js';
import type { UploadedFile } from '../edge/exchange.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

let http: TestHttpServer;
/** How each reading ended, newest last. */
const outcomes: string[] = [];

async function receive({ filename, content }: UploadedFile, limit: number) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) throw new ApiError('PAYLOAD_TOO_LARGE');
    hash.update(chunk);
  }
  return { filename, size, sha256: hash.digest('hex') };
}

beforeAll(async () => {
  http = await openHttpServer(async (request) => {
    const reading = request.readFile().then((file) => {
      if (request.path === '/unread') throw new ApiError('NOT_FOUND');
      return receive(file, 1_000_000);
    });
    reading.then(
      () => outcomes.push('read'),
      (error) => outcomes.push(error.code ?? String(error)),
    );
    return reading;
  });
});
afterAll(() => http.close());

const boundary = 'ward';
const part = (disposition: string, content: string) =>
  `--${boundary}\r\nContent-Disposition: form-data${disposition}\r\n\r\n${content}\r\n`;
const filePart = part('; name="file"; filename="a.txt"', 'hello');
const end = `--${boundary}--\r\n`;

async function send(body: string, contentType = `multipart/form-data; boundary=${boundary}`) {
  const headers = { 'Content-Type': contentType };
  const response = await fetch(http.url, { method: 'POST', body: Buffer.from(body), headers });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

describe('an uploaded file', () => {
  it.each([0, 5, 70_000, 1_000_000])('arrives whole: %d bytes', async (size) => {
    const bytes = Buffer.alloc(size, 'abcdefg');
    const form = new FormData();
    form.append('file', new File([bytes], 'Röntgen 1.png', { type: 'image/png' }));
    const response = await fetch(http.url, { method: 'POST', body: form });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await response.json()).toEqual({ filename: 'Röntgen 1.png', size, sha256 });
  });

  it.each([
    ['; name="file"; filename="C:\\dir\\b.txt"', 'b.txt'],
    ['; name="file"; filename="../../etc/passwd"', 'passwd'],
    [`; name="file"; filename*=UTF-8''R%C3%B6ntgen.png`, 'Röntgen.png'],
    ['; name="file"\r\nContent-Type: application/octet-stream', ''],
  ])('has a name without folders: %j', async (disposition, filename) => {
    expect((await send(part(disposition, 'x') + end)).body).toMatchObject({ filename });
  });

  it.each([
    ['no part at all', end, 'file', 'This field is required.'],
    ['a field in front of it', part('; name="note"', 'x') + filePart + end, 'note', 'Unknown field.'],
    ['a field behind it', filePart + part('; name="note"', 'x') + end, 'note', 'Unknown field.'],
    ['a second file', filePart + filePart + end, 'file', 'Send one file only.'],
    ['another name', part('; name="scan"; filename="a"', 'x') + end, 'scan', 'Send the file as "file".'],
    ['no name', part('; filename="a"', 'x') + end, 'body', 'Send the file as "file".'],
    ['no filename', part('; name="file"', 'x') + end, 'file', 'Send it as a file, with a filename.'],
    ['no end', filePart, 'file', 'The multipart body is broken or cut off.'],
    ['no end of the file', filePart.slice(0, -2), 'file', 'The multipart body is broken or cut off.'],
    [
      'a broken head',
      `--${boundary}\r\n\u0001: x\r\n\r\nx\r\n${end}`,
      'file',
      'The multipart body is broken or cut off.',
    ],
    ['nothing', '', 'file', 'The multipart body is broken or cut off.'],
  ])('is refused with %s', async (_what, body, field, message) => {
    expect(await send(body)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: { [field]: [message] } } },
    });
  });

  it('is refused in any other kind of body', async () => {
    for (const type of [
      'application/json',
      'multipart/mixed; boundary=x',
      'multipart/form-datax; boundary=x',
      'x',
    ]) {
      expect(await send('{}', type)).toMatchObject({ status: 415 });
    }
    expect(await send('{}', 'multipart/form-data')).toMatchObject({
      status: 400,
      body: { error: { details: { file: ['The content type names no boundary.'] } } },
    });
  });

  it.each([
    ['too large', '/', 413],
    ['not wanted', '/unread', 404],
  ])('that is %s does not spoil the connection', async (_what, path, status) => {
    const client = await RawClient.open(http.port);
    const body = part('; name="file"; filename="a"', 'x'.repeat(5_000_000)) + end;
    const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
    client.send([`POST ${path} HTTP/1.1`, type, `Content-Length: ${body.length}`], body);
    expect((await client.answer()).status).toBe(status);
    client.send(['POST / HTTP/1.1', type, `Content-Length: ${(filePart + end).length}`], filePart + end);
    expect((await client.answer()).status).toBe(200);
    client.socket.destroy();
  });

  it.each([
    ['in the head of the part', `--${boundary}\r\nContent-`],
    ['in the file', `${part('; name="file"; filename="a"', 'x'.repeat(100_000)).slice(0, -2)}`],
    ['behind the file', `${filePart}--${boundary}`],
  ])('ends for its reader when the upload is cut off %s', async (_where, body) => {
    const client = await RawClient.open(http.port);
    const before = outcomes.length;
    const requests = vi.fn();
    http.server.once('request', requests);
    const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
    client.send(['POST / HTTP/1.1', type, 'Content-Length: 9000000'], body);
    await vi.waitFor(() => expect(requests).toHaveBeenCalled(), { interval: 5 });
    client.socket.destroy();
    await vi.waitFor(() => expect(outcomes.slice(before)).toEqual(['VALIDATION_ERROR']), { interval: 5 });
  });
});
