/** Why the server cannot start, when its operator can mend it: they are shown the message, and no stack. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
