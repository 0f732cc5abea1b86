import { type AttachmentType, MAX_ATTACHMENT_BYTES } from '@medcor/contract';
import { ApiError } from '../edge/api-error.js';
import { recogniseContent } from './file-content-type.js';

/** Looks at a file as it arrives: whether it is small enough, and of a type that is taken. */
export interface FileCheck {
  /** Throws `413 PAYLOAD_TOO_LARGE`. */
  add(chunk: Uint8Array): void;
  /** Throws `415 UNSUPPORTED_MEDIA_TYPE`. */
  result(): { size: number; contentType: AttachmentType };
}

export function checkFile(filename: string): FileCheck {
  const recognition = recogniseContent(filename);
  let size = 0;
  return {
    add(chunk) {
      size += chunk.length;
      if (size > MAX_ATTACHMENT_BYTES) throw tooLarge();
      recognition.add(chunk);
    },
    result() {
      const contentType = recognition.type();
      if (!contentType) throw unsupported(size);
      return { size, contentType };
    },
  };
}

function tooLarge(): ApiError {
  const message = `The file is larger than ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MiB.`;
  return new ApiError('PAYLOAD_TOO_LARGE', { message, details: { file: [message] } });
}

function unsupported(size: number): ApiError {
  const message = size === 0 ? 'The file is empty.' : 'The content is of no type that is taken here.';
  return new ApiError('UNSUPPORTED_MEDIA_TYPE', { message, details: { file: [message] } });
}
