/** Why an input is refused. */
export interface ValidationFailure {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
}

/** Checks an input as the API would. Also a Standard Schema (standardschema.dev), which form libraries take. */
export interface Validator<Input> {
  /** The input as it will be sent: trimmed, with its defaults. Throws where it would be refused. */
  parse(input: unknown): Input;
  safeParse(
    input: unknown,
  ):
    | { success: true; data: Input; error?: undefined }
    | { success: false; error: ValidationFailure; data?: undefined };
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Input> | Promise<StandardResult<Input>>;
    readonly types?: { readonly input: Input; readonly output: Input } | undefined;
  };
}

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };
