import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startS3Server } from '../../testing/s3-server.js';
import type { FileStore } from '../ports.js';
import { chunks } from './file-content.test-support.js';
import { createS3Files } from './s3-files.js';

const settings = { bucket: 'papers', region: 'eu-west-1', accessKeyId: 'AKID', secretAccessKey: 'hidden' };
const unavailable = { code: 'PROVIDER_UNAVAILABLE', status: 503, headers: { 'Retry-After': '5' } };

let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-s3-files-'));
});
afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true });
});

/** Files in a bucket that answers as a test wants it to. */
async function filesAt(answer: RequestListener): Promise<FileStore> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return createS3Files({ ...settings, endpoint: `http://127.0.0.1:${port}` }, folder);
}

/** What AWS' manual says that the signature of such a request is (Signature Version 4). */
function signatureOf({ method, url, headers }: IncomingMessage): string {
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const [, scope = '', names = ''] =
    /Credential=AKID\/([^,]+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const signed = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const request = [method, url, '', signed.join(''), names, headers['x-amz-content-sha256']].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${settings.secretAccessKey}`);
  return hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, digest].join('\n')).toString('hex');
}

describe('files in a bucket', () => {
  it('are sent in one signed request with their length and type, to the bucket in the path', async () => {
    const requests: { request: IncomingMessage; body: Buffer }[] = [];
    const files = await filesAt(async (request, response) => {
      requests.push({ request, body: await buffer(request) });
      response.end();
    });
    const { key } = await files.put('a.pdf', chunks('%PDF', '-1.7'));
    const [{ request, body } = expect.fail('Nothing was sent.'), ...others] = requests;
    expect(others).toEqual([]);
    expect([request.method, request.url]).toEqual(['PUT', `/papers/${key.slice(0, 2)}/${key}`]);
    expect(request.headers).toMatchObject({ 'content-length': '8', 'content-type': 'application/pdf' });
    expect(request.headers).not.toHaveProperty('transfer-encoding');
    expect(request.headers.authorization).toContain(`Signature=${signatureOf(request)}`);
    expect(body.toString()).toBe('%PDF-1.7');
  });

  it.each<[string, RequestListener]>([
    ['hangs up on the file', (request) => request.once('data', () => request.destroy())],
    [
      'takes the file, and hangs up',
      (request) => request.resume().once('end', () => request.socket.destroy()),
    ],
    ['fails', (request, response) => request.resume().once('end', () => response.writeHead(500).end())],
    [
      'knows no such bucket',
      (request, response) => request.resume().once('end', () => response.writeHead(404).end()),
    ],
    [
      'sends us elsewhere',
      (request, response) =>
        request.resume().once('end', () => response.writeHead(307, { Location: '/' }).end()),
    ],
  ])('leave nothing behind when the bucket %s', async (_what, answerPut) => {
    const deleted: string[] = [];
    const files = await filesAt((request, response) => {
      if (request.method === 'PUT') return answerPut(request, response);
      deleted.push(`${request.method} ${request.url}`);
      response.writeHead(204).end();
    });
    const put = files.put('a.txt', chunks(...Array.from({ length: 64 }, () => Buffer.alloc(65_536, 'a'))));
    await expect(put).rejects.toMatchObject(unavailable);
    expect(deleted).toEqual([expect.stringMatching(/^DELETE \/papers\/[0-9a-f]{2}\/[0-9a-f]{32}$/)]);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it.each([
    ['does not exist', { ...settings, accessKeyId: 'S3RVER' }],
    ['does not know us', { ...settings, bucket: 'medcor-attachments' }],
    ['is gone', undefined],
  ])('cannot be had while the bucket %s', async (_what, mistaken) => {
    const s3 = await startS3Server();
    const files = createS3Files({ ...s3.settings, ...mistaken }, folder);
    if (!mistaken) await s3.close();
    const key = '0'.repeat(32);
    await expect(files.put('a.txt', chunks('text'))).rejects.toMatchObject(unavailable);
    await expect(files.open(key)).rejects.toMatchObject(unavailable);
    await expect(files.remove(key)).rejects.toMatchObject(unavailable);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    if (!mistaken) return;
    expect(await s3.objects()).toEqual([]);
    await s3.close();
  });

  it('are given up when the bucket does not answer', async () => {
    let arrived = () => {};
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const files = await filesAt((request, response) => {
      if (request.method === 'PUT') request.resume().once('end', arrived);
      else response.writeHead(204).end();
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const put = files.put('a.txt', chunks('text'));
    put.catch(() => undefined);
    await here;
    vi.advanceTimersByTime(120_000);
    await expect(put).rejects.toMatchObject({
      ...unavailable,
      cause: { message: 'The bucket took too long.' },
    });
  });

  it('break off when the bucket breaks off in the middle of one', async () => {
    const files = await filesAt((_request, response) => {
      response.writeHead(200, { 'Content-Length': 10 }).write('half', () => response.destroy());
    });
    const content = await files.open('0'.repeat(32));
    await expect(buffer(content)).rejects.toThrow();
  });

  it('that nobody reads are not fetched any further', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const files = await filesAt((_request, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'Content-Length': 100_000_000 }).write('begun');
    });
    const content = await files.open('0'.repeat(32));
    expect(content).toBeInstanceOf(Readable);
    if (content instanceof Readable) content.destroy();
    await closed;
  });
});
