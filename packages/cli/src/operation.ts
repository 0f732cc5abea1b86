import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { CliError, UsageError } from './cli-errors.js';
import { callOptions, clientFor } from './client.js';
import type { Command } from './command.types.js';
import type { Parsed } from './flags.js';
import { usageOf } from './help.js';
import { inputOf } from './input.js';
import { interruption } from './interruption.js';
import { print, printRows, say, write } from './output.js';
import { activeProfile } from './profiles.js';

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
  const answer = await routes.send(command, parts, options, body);
  if (answer === undefined) say('Done.');
  else await print(answer, flags);
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

function showRequest(
  { route, fields }: Command,
  parts: readonly string[],
  input: unknown,
  baseUrl: string,
): void {
  const [method, pattern = ''] = route.split(' ');
  const rest = [...parts];
  const filled = pattern.replace(/:\w+/g, () => encodeURIComponent(rest.shift() ?? ''));
  const secret = new Set(fields.filter(({ isSecret }) => isSecret).map(({ path: at }) => at.at(-1)));
  const shown = JSON.stringify(input, (key, value) => (secret.has(key) ? '…' : value), 2);
  const search = method === 'GET' ? `?${new URLSearchParams(Object(input))}`.replace(/\?$/, '') : '';
  write(`${method} ${baseUrl}${filled}${search}\n`);
  if (method !== 'GET' && shown !== undefined) write(`${shown}\n`);
}

/** Nothing is deleted by a slip: a person types what it is, a script says --yes. */
async function confirm({ resource }: Command, parts: readonly string[], { flags }: Parsed): Promise<void> {
  if (flags.yes) return;
  const what = parts.join(' ');
  if (!process.stdin.isTTY || !flags.input)
    throw new UsageError(`This deletes ${resource} ${what}: add --yes.`);
  const { ask } = await import('./lazy/prompts.js');
  const typed = await ask(`This deletes ${resource} ${what}. Type ${what} to go on:`);
  if (typed !== what) {
    interruption.abort();
    throw new CliError('Nothing was deleted.');
  }
}
