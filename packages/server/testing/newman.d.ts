/** The library has no types; this is what we use of it. */
declare module 'newman' {
  interface Summary {
    readonly run: {
      readonly executions: readonly {
        readonly item: { readonly name: string };
        readonly response?: { readonly code: number };
      }[];
      readonly failures: readonly {
        readonly source?: { readonly name: string };
        readonly error: { readonly message: string };
      }[];
    };
  }

  interface Options {
    readonly collection: object;
    readonly folder: string;
    /** Variables that stand in for the collection's own. */
    readonly envVar: readonly { readonly key: string; readonly value: string }[];
  }

  const newman: { run(options: Options, done: (error: Error | null, summary: Summary) => void): void };
  export = newman;
}
