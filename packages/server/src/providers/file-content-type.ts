import type { AttachmentType } from '@medcor/contract';

/** How much is kept of a file's beginning and of its end. */
const KEPT_BYTES = 64 * 1024;

/** Tells what a file is from its content, which is shown to it bit by bit and never held as a whole. */
export interface ContentRecognition {
  add(chunk: Uint8Array): void;
  /** What all that was added is; `undefined` for nothing at all, and for what is not on the list. */
  type(): AttachmentType | undefined;
}

/** The name only tells a table (CSV) from other plain text; what a file claims to be counts for nothing else. */
export function recogniseContent(filename: string): ContentRecognition {
  const head = createHead();
  const tail = createTail();
  const text = createTextCheck();
  return {
    add(chunk) {
      head.add(chunk);
      tail.add(chunk);
      text.add(chunk);
    },
    type() {
      const start = head.bytes();
      if (start.length === 0) return undefined;
      const binary = signatures.find(({ parts }) => parts.every(([at, mark]) => hasAt(start, at, mark)));
      if (binary) return binary.type;
      if (hasAt(start, 0, 'PK\x03\x04'))
        return officeType([...entryNames(start), ...entryNames(tail.bytes())]);
      if (!text.isText()) return undefined;
      return filename.toLowerCase().endsWith('.csv') ? 'text/csv' : 'text/plain';
    },
  };
}

/** Which bytes, one a character, stand where. DICOM comes before TIFF, which its preamble may hold. */
const signatures: readonly {
  type: AttachmentType;
  parts: readonly (readonly [at: number, mark: string])[];
}[] = [
  { type: 'application/pdf', parts: [[0, '%PDF-']] },
  { type: 'image/png', parts: [[0, '\x89PNG\r\n\x1a\n']] },
  { type: 'image/jpeg', parts: [[0, '\xff\xd8\xff']] },
  {
    type: 'image/webp',
    parts: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { type: 'application/dicom', parts: [[128, 'DICM']] },
  { type: 'image/tiff', parts: [[0, 'II*\0']] },
  { type: 'image/tiff', parts: [[0, 'MM\0*']] },
];

function hasAt(bytes: Uint8Array, at: number, mark: string): boolean {
  for (let index = 0; index < mark.length; index += 1) {
    if (bytes[at + index] !== mark.charCodeAt(index)) return false;
  }
  return true;
}

/** A document or a workbook, without macros: both are zip archives, told apart by their folders. */
function officeType(names: readonly string[]): AttachmentType | undefined {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (!names.includes('[Content_Types].xml') || names.some((name) => name.endsWith('vbaProject.bin'))) {
    return undefined;
  }
  if (has('word/')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (has('xl/')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return undefined;
}

/** The two kinds of zip header that carry an entry's name: before the entry, and in the directory at the end. */
const zipHeaders = [
  { mark: 'PK\x03\x04', nameLengthAt: 26, nameAt: 30 },
  { mark: 'PK\x01\x02', nameLengthAt: 28, nameAt: 46 },
] as const;

function entryNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    const header = zipHeaders.find(({ mark }) => hasAt(bytes, at, mark));
    if (!header) continue;
    const [low = 0, high = 0] = bytes.subarray(at + header.nameLengthAt, at + header.nameLengthAt + 2);
    const start = at + header.nameAt;
    names.push(String.fromCharCode(...bytes.subarray(start, start + Math.min(low + high * 256, MAX_NAME))));
  }
  return names;
}

/** Enough for every name that is looked for. */
const MAX_NAME = 512;

function createHead() {
  const kept = new Uint8Array(KEPT_BYTES);
  let length = 0;
  return {
    add(chunk: Uint8Array): void {
      const part = chunk.subarray(0, KEPT_BYTES - length);
      kept.set(part, length);
      length += part.length;
    },
    bytes: () => kept.subarray(0, length),
  };
}

/** Written round and round, so that small chunks cost no more than large ones. */
function createTail() {
  const ring = new Uint8Array(KEPT_BYTES);
  let written = 0;
  return {
    add(chunk: Uint8Array): void {
      const part = chunk.subarray(Math.max(0, chunk.length - KEPT_BYTES));
      const at = written % KEPT_BYTES;
      const untilTheEnd = part.subarray(0, KEPT_BYTES - at);
      ring.set(untilTheEnd, at);
      ring.set(part.subarray(untilTheEnd.length), 0);
      written += part.length;
    },
    bytes(): Uint8Array {
      if (written <= KEPT_BYTES) return ring.subarray(0, written);
      const at = written % KEPT_BYTES;
      const inOrder = new Uint8Array(KEPT_BYTES);
      inOrder.set(ring.subarray(at), 0);
      inOrder.set(ring.subarray(0, at), KEPT_BYTES - at);
      return inOrder;
    },
  };
}

/** Valid UTF-8 without control characters other than tab, line and page breaks. */
function createTextCheck() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let possible = true;
  const read = (decode: () => string) => {
    if (!possible) return;
    try {
      possible = !/[^\P{Cc}\t\n\f\r]/u.test(decode());
    } catch {
      possible = false;
    }
  };
  return {
    add: (chunk: Uint8Array) => read(() => decoder.decode(chunk, { stream: true })),
    isText(): boolean {
      // A character that was begun has to be there whole.
      read(() => decoder.decode());
      return possible;
    },
  };
}
