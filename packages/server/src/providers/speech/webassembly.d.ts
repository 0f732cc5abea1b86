/** What is used of WebAssembly, which Node's types leave to a browser's. */
declare namespace WebAssembly {
  class Module {}

  class Memory {
    constructor(descriptor: { readonly initial: number });
    readonly buffer: ArrayBuffer;
  }

  class Instance {
    constructor(
      module: Module,
      // Functions of numbers and bigints, as the module says.
      imports: Readonly<Record<string, Readonly<Record<string, (...values: never[]) => unknown>>>>,
    );
    readonly exports: Readonly<Record<string, unknown>>;
  }

  class RuntimeError extends Error {}

  function compile(program: Uint8Array<ArrayBuffer>): Promise<Module>;
}
