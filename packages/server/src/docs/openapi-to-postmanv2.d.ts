/** The library has no types; this is what we use of it. */
declare module 'openapi-to-postmanv2' {
  interface Conversion {
    readonly result: boolean;
    /** Why there is no result. */
    readonly reason?: string;
    readonly output?: readonly { readonly type: 'collection'; readonly data: unknown }[];
  }

  const converter: {
    convertV2(
      input: { readonly type: 'json'; readonly data: object },
      options: Readonly<Record<string, boolean | string>>,
      done: (error: Error | null, conversion?: Conversion) => void,
    ): void;
  };
  export = converter;
}
