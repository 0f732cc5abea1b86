import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { isatty } from 'node:tty';
import { CliError, UsageError } from './cli-errors.js';
import { callOptions, clientFor } from './client.js';
import type { Command } from './command.types.js';
import type { GlobalFlags, Parsed } from './flags.js';
import { usageOf } from './help.js';
import { inputOf } from './input.js';
import { interruption } from './interruption.js';
import { print, printRows, say, write } from './output.js';
import { activeProfile } from './profiles.js';
import { hidden } from './secrets.js';

/** Runs a command that is an operation of the API. */
export async function runOperation(command: Command, parsed: Parsed): Promise<void> {
  const { positionals: parts, flags } = parsed;
  if (parts.length !== command.params.length) {
    throw new UsageError(`Usage: medcor ${usageOf(command)}`);
  }
  const input = inputOf(command, parsed);
  const profile = activeProfile(flags);
  if (flags.dryRun) return showRequest(command, parts, input, profile.base_url);
  if (command.route.startsWith('DELETE ')) await confirm(command, parts, parsed);

  const { routes } = clientFor(profile, flags);
  const options = callOptions(flags);
  if (command.kind === 'list' && flags.all) {
    return printRows(routes.rows(command, parts, options, { page_size: 100, ...input }), flags);
  }
  if (command.kind === 'file') {
    const file = await routes.file(command, parts, options);
    process.stdout.write(Buffer.from(await file.arrayBuffer()));
    return;
  }
  const body = command.kind === 'upload' ? await withFiles(command, Object(input)) : input;
  const { data, etag } = await routes.send(command, parts, options, body).withResponse();
  if (flags.verbose && etag !== undefined) say(`ETag: ${etag}`);
  if (data === undefined) say('Done.');
  else await printDone(command, data, flags);
}

/** What has been done is no failure, whatever is wrong with how it was to be shown. */
async function printDone({ route }: Command, answer: unknown, flags: GlobalFlags): Promise<void> {
  try {
    await print(answer, flags);
  } catch (error) {
    if (route.startsWith('GET ') || !(error instanceof UsageError)) throw error;
    say(error.message);
    await print(answer, { ...flags, fields: undefined, query: undefined });
  }
}

/** Files are named by their paths. */
async function withFiles({ fields }: Command, input: Record<string, unknown>) {
  const files = fields.filter(({ type }) => type === 'file');
  const entries = files.map(async ({ path: [name = ''] }) => {
    const file = String(input[name]);
    try {
      return [name, new File([await openAsBlob(file)], path.basename(file))];
    } catch {
      throw new UsageError(`${file} cannot be read.`);
    }
  });
  return { ...input, ...Object.fromEntries(await Promise.all(entries)) };
}

/** What would be sent. */
export function showRequest(
  { route }: Pick<Command, 'route'>,
  parts: readonly string[],
  input: unknown,
  baseUrl: string,
): void {
  const [method, pattern = ''] = route.split(' ');
  const rest = [...parts];
  const filled = pattern.replace(/:\w+/g, () => encodeURIComponent(rest.shift() ?? ''));
  const shown = JSON.stringify(input, hidden, 2);
  const search = method === 'GET' ? `?${new URLSearchParams(Object(input))}`.replace(/\?$/, '') : '';
  write(`${method} ${baseUrl}${filled}${search}\n`);
  if (method !== 'GET' && shown !== undefined) write(`${shown}\n`);
}

/** Nothing is deleted by a slip: a person types what it is, a script says --yes. */
async function confirm({ resource }: Command, parts: readonly string[], { flags }: Parsed): Promise<void> {
  if (flags.yes) return;
  const what = parts.join(' ');
  if (!isatty(0) || !flags.input) throw new UsageError(`This deletes ${resource} ${what}: add --yes.`);
  const { ask } = await import('./lazy/prompts.js');
  const typed = await ask(`This deletes ${resource} ${what}. Type ${what} to go on:`);
  if (typed !== what) {
    interruption.abort();
    throw new CliError('Nothing was deleted.');
  }
}
