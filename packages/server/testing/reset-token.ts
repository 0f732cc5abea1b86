import { vi } from 'vitest';
import type { Mail } from '../src/ports.js';

interface Sent {
  readonly mails: readonly Pick<Mail, 'to' | 'text'>[];
}

/** The token of a password reset, from the last mail to somebody. The mail is sent behind the answer. */
export function resetToken({ mails }: Sent, email: string): Promise<string> {
  return vi.waitFor(() => {
    const mail = mails.findLast(({ to }) => to === email);
    const token = /token=(\S+)/.exec(mail?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`No mail with a token to ${email}.`);
    return token;
  });
}
