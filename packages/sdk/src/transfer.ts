/** Bodies with files in them, and word of how far they are: loaded when there is one. */
import type { DownloadOptions, Progress, UploadOptions } from './request-options.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What `fetch` takes of a body, with the type that goes with it where `fetch` does not know. */
export interface EncodedBody {
  readonly body: BodyInit;
  readonly type?: string;
  /** Streams are sent one way at a time. */
  readonly duplex?: 'half';
}

/** Multipart. Made anew for each attempt: a stream is used up by one. */
export async function encodeForm(body: object, { onUploadProgress }: UploadOptions): Promise<EncodedBody> {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined) form.append(name, value instanceof Blob ? value : String(value));
  }
  if (!onUploadProgress) return { body: form };
  // In one piece, so that its length is known.
  const whole = await new Response(form).blob();
  return { body: pieces(whole, onUploadProgress), type: whole.type, duplex: 'half' };
}

/** The file of an answer. */
export function readFile(
  { body, headers }: Response,
  { onDownloadProgress }: DownloadOptions,
): Promise<Blob> {
  const length = headers.get('content-length');
  const type = headers.get('content-type') ?? '';
  const stream =
    body && onDownloadProgress
      ? counted(body, length === null ? undefined : Number(length), onDownloadProgress)
      : body;
  return new Response(stream, { headers: { 'content-type': type } }).blob();
}

const PIECE_BYTES = 64 * 1024;

/** A file in pieces, each of which is told of when it is taken. */
function pieces(file: Blob, onProgress: (progress: Progress) => void): ReadableStream<Bytes> {
  let loaded = 0;
  return new ReadableStream({
    async pull(controller) {
      const piece = await file.slice(loaded, loaded + PIECE_BYTES).arrayBuffer();
      if (piece.byteLength === 0) return controller.close();
      controller.enqueue(new Uint8Array(piece));
      loaded += piece.byteLength;
      onProgress({ loaded, total: file.size });
    },
  });
}

/** A stream that tells how much of it has passed. */
function counted(
  stream: ReadableStream<Bytes>,
  total: number | undefined,
  onProgress: (progress: Progress) => void,
): ReadableStream<Bytes> {
  let loaded = 0;
  return stream.pipeThrough(
    new TransformStream<Bytes, Bytes>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        loaded += chunk.byteLength;
        onProgress({ loaded, total });
      },
    }),
  );
}
