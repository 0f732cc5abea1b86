/** Questions to the person at the terminal; `undefined` when they would rather not. */
import { isCancel, password, text } from '@clack/prompts';

export async function ask(message: string): Promise<string | undefined> {
  const answer = await text({ message, output: process.stderr });
  return isCancel(answer) ? undefined : answer;
}

export async function askHidden(message: string): Promise<string | undefined> {
  const answer = await password({ message, output: process.stderr });
  return isCancel(answer) ? undefined : answer;
}
