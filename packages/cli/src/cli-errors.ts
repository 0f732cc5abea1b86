/** What the command exits with. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  denied: 4,
  invalid: 5,
  conflict: 6,
  rateLimited: 7,
  unavailable: 8,
  interrupted: 130,
} as const;

/** The command line itself is wrong. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Something on this machine is in the way; the message says what to do. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failure) {
    super(message);
    this.exitCode = exitCode;
  }
}
