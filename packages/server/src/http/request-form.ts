import type { IncomingMessage } from 'node:http';
import type { ApiError } from '../edge/api-error.js';
import { bodyTooLarge, brokenMultipart, wrongPart } from '../edge/body-faults.js';
import type { UploadedContent, UploadedForm } from '../edge/exchange.js';
import { bodyCutOff } from './request-body.js';
import { openForm } from './request-file.js';

/** More text than any form of ours has. */
const MAX_FIELDS = 20;
const MAX_FIELD_BYTES = 16 * 1024;

/**
 * A whole `multipart/form-data` body with one file at most, under that field, and text in the others. Throws as `readFile`
 * does, and `413 PAYLOAD_TOO_LARGE` for a file past the limit, as soon as it is known.
 */
export async function readForm(
  request: IncomingMessage,
  field: string,
  limit: number,
): Promise<UploadedForm> {
  const form = openForm(request, MAX_FIELD_BYTES);
  if (request.destroyed) throw bodyCutOff();
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const chunks: Uint8Array[] = [];
    let file: Omit<UploadedContent, 'content'> | undefined;
    let size = 0;
    const fail = (fault: ApiError) => {
      request.unpipe(form);
      reject(fault);
    };
    form.on('file', (name, content, { filename, mimeType }) => {
      content.on('error', () => undefined);
      if (file) return fail(wrongPart(name, 'second file', field));
      if (name !== field) return fail(wrongPart(name, 'other file', field));
      file = { filename: filename ?? '', contentType: mimeType };
      content.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        if (size > limit) fail(bodyTooLarge(limit));
        else chunks.push(chunk);
      });
    });
    form.on('field', (name, value, { valueTruncated }) => {
      if (name === field) return fail(wrongPart(name, 'text', field));
      if (valueTruncated || fields.size >= MAX_FIELDS) return fail(bodyTooLarge(MAX_FIELD_BYTES));
      fields.set(name, value);
    });
    form.on('error', () => fail(brokenMultipart(field)));
    form.on('close', () => {
      const content = file && { ...file, content: Buffer.concat(chunks) };
      resolve({ fields: Object.fromEntries(fields), file: content });
    });
    request.on('close', () => {
      if (!request.readableEnded) fail(bodyCutOff());
    });
    request.pipe(form);
  });
}
