import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import type { ApiError } from '../edge/api-error.js';
import {
  brokenMultipart,
  isMultipart,
  missingFile,
  noBoundary,
  notMultipart,
  wrongPart,
} from '../edge/body-faults.js';
import type { UploadedFile } from '../edge/exchange.js';
import { bodyCutOff, refuseEncoding } from './request-body.js';

const FIELD = 'file';

/**
 * The one file of a `multipart/form-data` body, under the field `file`. What comes behind it is known only when the
 * file has been read: the content then ends in an error. The filename is as it was sent, and may be empty.
 * Throws `415 UNSUPPORTED_MEDIA_TYPE` for another kind of body, `400 VALIDATION_ERROR` naming any other field.
 */
export async function readFile(request: IncomingMessage): Promise<UploadedFile> {
  const form = openForm(request);
  if (request.destroyed) throw bodyCutOff();
  return new Promise((resolve, reject) => {
    let file: Readable | undefined;
    const whole = new Promise<void>((finish, refuse) => {
      const fail = (fault: ApiError) => {
        request.unpipe(form);
        for (const tell of [reject, refuse]) tell(fault);
        file?.destroy(fault);
      };
      form.on('file', (field, content, { filename }) => {
        // An error of the content is the form's too.
        content.on('error', () => undefined);
        if (file) return fail(wrongPart(field, 'second file'));
        if (field !== FIELD) return fail(wrongPart(field, 'other file'));
        file = content;
        resolve({ filename: filename ?? '', content: contentOf(content, whole) });
      });
      form.on('field', (field) => fail(wrongPart(field, 'text')));
      form.on('error', () => fail(brokenMultipart()));
      form.on('close', () => (file ? finish() : fail(missingFile())));
      request.on('close', () => {
        if (!request.readableEnded) fail(bodyCutOff());
      });
    });
    // Whoever waits for the file, or reads it, hears of a fault there.
    whole.catch(() => undefined);
    request.pipe(form);
  });
}

/** A reader of the form that a request carries. Throws for a body that is none. */
export function openForm(request: IncomingMessage, fieldSize = 1024): Busboy {
  refuseEncoding(request);
  if (!isMultipart(request.headers['content-type'])) throw notMultipart();
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { fieldSize } });
  } catch (cause) {
    throw noBoundary(cause);
  }
}

/** The file's bytes; it is not read to its end before the whole form is known to be right. */
async function* contentOf(file: Readable, whole: Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    // The form's fault says it in the API's words.
    await whole;
    throw error;
  }
  await whole;
}
