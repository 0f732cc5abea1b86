/** What a program has left behind. */
export interface WasiRun {
  readonly exitCode: number;
  readonly output: string;
  /** What it wrote into the file it was told of. */
  readonly file: Uint8Array;
}

/** As WASI numbers them. */
const OK = 0;
const BAD_DESCRIPTOR = 8;
const TOO_BIG = 22;
const NO_SUCH_FILE = 44;
const NOT_SEEKABLE = 70;

const CREATE = 1;
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;

const OUTPUT = 1;
const ERRORS = 2;
const ROOT = 3;
const FILE = 4;

/** More than any text that is spoken needs; what goes on and on ends here. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** How a program ends itself. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`Exit ${code}`);
  }
}

/** Bytes that grow as they are written to. */
class Growing {
  #bytes = new Uint8Array(64 * 1024);
  length = 0;

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    this.length = Math.max(this.length, end);
  }

  content(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/**
 * Runs a WASI program in memory: it sees its arguments and one file that it may write, which is empty at first. Nothing
 * of the machine is within its reach. Node's own `node:wasi` ends the whole process with the programs this is for.
 */
export function runWasi(module: WebAssembly.Module, args: readonly string[]): WasiRun {
  const argv = args.map((argument) => new TextEncoder().encode(`${argument}\0`));
  const output = new Growing();
  const file = new Growing();
  let isOpen = false;
  let position = 0;
  let memory = new WebAssembly.Memory({ initial: 0 });
  const view = () => new DataView(memory.buffer);
  const bytes = (at: number, length: number) => new Uint8Array(memory.buffer, at, length);
  const isKnown = (descriptor: number) => descriptor < FILE || (descriptor === FILE && isOpen);

  function write(descriptor: number, chunk: Uint8Array): void {
    if (descriptor === OUTPUT) output.write(output.length, chunk);
    if (descriptor !== FILE) return;
    file.write(position, chunk);
    position += chunk.length;
  }

  const imports = {
    args_sizes_get(count: number, size: number) {
      view().setUint32(count, argv.length, true);
      view().setUint32(
        size,
        argv.reduce((all, { length }) => all + length, 0),
        true,
      );
      return OK;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      for (const [index, argument] of argv.entries()) {
        view().setUint32(pointers + index * 4, at, true);
        bytes(at, argument.length).set(argument);
        at += argument.length;
      }
      return OK;
    },
    clock_time_get(_clock: number, _precision: bigint, time: number) {
      view().setBigUint64(time, 0n, true);
      return OK;
    },
    fd_close(descriptor: number) {
      if (!isKnown(descriptor)) return BAD_DESCRIPTOR;
      if (descriptor === FILE) isOpen = false;
      return OK;
    },
    fd_fdstat_get(descriptor: number, stat: number) {
      if (!isKnown(descriptor)) return BAD_DESCRIPTOR;
      const type = descriptor === ROOT ? DIRECTORY : descriptor === FILE ? REGULAR_FILE : CHARACTER_DEVICE;
      view().setUint8(stat, type);
      view().setUint16(stat + 2, 0, true);
      // All rights there are.
      view().setBigInt64(stat + 8, -1n, true);
      view().setBigInt64(stat + 16, -1n, true);
      return OK;
    },
    fd_fdstat_set_flags: () => OK,
    fd_prestat_get(descriptor: number, stat: number) {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      view().setUint32(stat, 0, true);
      view().setUint32(stat + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name(descriptor: number, name: number) {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      view().setUint8(name, '/'.charCodeAt(0));
      return OK;
    },
    path_open(
      _root: number,
      _lookup: number,
      _path: number,
      _length: number,
      flags: number,
      _rights: bigint,
      _inherited: bigint,
      _descriptorFlags: number,
      opened: number,
    ) {
      // The only file there can be is the one that it makes, whatever it calls it.
      if ((flags & CREATE) === 0) return NO_SUCH_FILE;
      isOpen = true;
      position = 0;
      view().setUint32(opened, FILE, true);
      return OK;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, result: number) {
      if (descriptor !== FILE || !isOpen) return isKnown(descriptor) ? NOT_SEEKABLE : BAD_DESCRIPTOR;
      const base = [0, position, file.length][whence] ?? 0;
      position = Math.max(0, base + Number(offset));
      view().setBigUint64(result, BigInt(position), true);
      return OK;
    },
    fd_write(descriptor: number, vectors: number, count: number, written: number) {
      if (!isKnown(descriptor)) return BAD_DESCRIPTOR;
      let total = 0;
      for (let index = 0; index < count; index += 1) {
        const at = view().getUint32(vectors + index * 8, true);
        const length = view().getUint32(vectors + index * 8 + 4, true);
        const reached = descriptor === FILE ? position : output.length;
        if (descriptor !== ERRORS && reached + length > MAX_FILE_BYTES) return TOO_BIG;
        write(descriptor, bytes(at, length));
        total += length;
      }
      view().setUint32(written, total, true);
      return OK;
    },
    fd_read(_descriptor: number, _vectors: number, _count: number, read: number) {
      // There is nothing to read: not from the one who started it, and not from a file just made.
      view().setUint32(read, 0, true);
      return OK;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };

  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: imports });
  const { memory: exported, _start: start } = exports;
  if (!(exported instanceof WebAssembly.Memory) || typeof start !== 'function')
    throw new Error('Not a program.');
  memory = exported;
  const exitCode = exitCodeOf(() => start());
  return { exitCode, output: new TextDecoder().decode(output.content()), file: file.content() };
}

function exitCodeOf(start: () => void): number {
  try {
    start();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}
