import { ApiError, invalidField } from './api-error.js';

/** What can be wrong with a body before anything is made of it, whatever brought the request. */
const FILE = 'file';
const MAX_NAME = 255;

export function encodedBody(): ApiError {
  return new ApiError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body without a content encoding.' });
}

export function bodyTooLarge(limit: number): ApiError {
  return new ApiError('PAYLOAD_TOO_LARGE', { message: `A body may have ${limit} bytes at most.` });
}

export function notMultipart(): ApiError {
  return new ApiError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the file as multipart/form-data.' });
}

export function noBoundary(cause?: unknown): ApiError {
  const details = { [FILE]: ['The content type names no boundary.'] };
  return new ApiError('VALIDATION_ERROR', { details, cause });
}

export function brokenMultipart(file = FILE): ApiError {
  return invalidField(file, 'The multipart body is broken or cut off.');
}

export function missingFile(): ApiError {
  return invalidField(FILE, 'This field is required.');
}

/** A part that is there beside the file, or is no file. */
export function wrongPart(
  field: string | undefined,
  is: 'second file' | 'other file' | 'text',
  file = FILE,
): ApiError {
  const name = (field ?? '').slice(0, MAX_NAME) || 'body';
  if (is === 'second file') return invalidField(name, 'Send one file only.');
  if (is === 'other file') return invalidField(name, `Send the file as "${file}".`);
  return invalidField(name, field === file ? 'Send it as a file, with a filename.' : 'Unknown field.');
}

/** Whether a content type is that of a form with files. */
export function isMultipart(contentType: string | null | undefined): boolean {
  return /^multipart\/form-data\s*(?:;|$)/i.test(contentType ?? '');
}
