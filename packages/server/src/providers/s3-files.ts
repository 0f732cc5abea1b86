import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini, S3ServiceError } from 's3mini';
import type { S3Settings } from '../config.js';
import { ApiError } from '../edge/api-error.js';
import type { FileStore } from '../ports.js';
import { type ArrivedFile, createIncomingFiles } from './incoming-files.js';

/** How long the bucket may take before it begins to answer: a file has to be sent by then, anything else is small. */
const deadlines = { put: 120_000, other: 20_000 };

/**
 * Files in a bucket that speaks S3, under the names that {@link createDiskFiles} gives them in its folder. They
 * arrive in `<folder>/incoming`, since a bucket wants to know the size of what it is sent, and are sent in one
 * request, of which a bucket keeps all or nothing. Throws `503 PROVIDER_UNAVAILABLE` whenever the bucket fails.
 */
export function createS3Files(settings: S3Settings, folder: string): FileStore {
  const receive = createIncomingFiles(join(folder, 'incoming'));
  const bucket = new S3mini({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    region: settings.region,
    // The bucket in the path and not in the host: every server of this kind understands that.
    endpoint: `${settings.endpoint}/${settings.bucket}`,
    fetch: fetchInTime,
  });

  return {
    put: (filename, content) =>
      receive(filename, content, async ({ path, ...file }) => {
        try {
          await send(bucket, path, file);
          return file;
        } catch (cause) {
          // The bucket may have it all the same, and only its answer was lost.
          await bucket.deleteObject(nameOf(file.key)).catch(() => undefined);
          throw unavailable(cause);
        }
      }),
    async open(key) {
      const response = await bucket.getObjectResponse(nameOf(key)).catch((cause) => {
        throw unavailable(cause);
      });
      if (!response?.body) throw unavailable(new Error('The bucket has no such object.'));
      // The web's type of stream and Node's are one and the same class, declared twice.
      return Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
    },
    async remove(key) {
      await bucket.deleteObject(nameOf(key)).catch((cause) => {
        if (!isMissingObject(cause)) throw unavailable(cause);
      });
    },
  };
}

function nameOf(key: string): string {
  return `${key.slice(0, 2)}/${key}`;
}

async function send(bucket: S3mini, path: string, file: Omit<ArrivedFile, 'path'>): Promise<void> {
  const content = createReadStream(path);
  try {
    // As above: one class, declared twice.
    const body = Readable.toWeb(content) as globalThis.ReadableStream<Uint8Array>;
    await bucket.putObject(nameOf(file.key), body, file.contentType, undefined, undefined, file.size);
  } finally {
    content.destroy();
  }
}

/** `fetch` for streams as bodies, which does not wait forever, and goes nowhere but where it is sent. */
async function fetchInTime(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const late = new AbortController();
  const deadline = init.method === 'PUT' ? deadlines.put : deadlines.other;
  const timer = setTimeout(() => late.abort(new Error('The bucket took too long.')), deadline);
  try {
    return await fetch(input, { ...init, duplex: 'half', redirect: 'error', signal: late.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Most services say nothing of the kind when an object is deleted that is not there; some do. */
function isMissingObject(error: unknown): boolean {
  return error instanceof S3ServiceError && error.serviceCode === 'NoSuchKey';
}

function unavailable(cause: unknown): ApiError {
  const message = 'The files cannot be reached at the moment.';
  return new ApiError('PROVIDER_UNAVAILABLE', { message, headers: { 'Retry-After': '5' }, cause });
}
