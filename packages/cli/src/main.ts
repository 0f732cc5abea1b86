import { exitCodes, UsageError } from './cli-errors.js';
import { parseFlags } from './flags.js';
import { interruption } from './interruption.js';
import { findOwn } from './own-commands.js';
import { checkExpression } from './query.js';
import { commandsOf } from './resources.js';

const args = process.argv.slice(2);

// Whoever reads only the beginning, as `head` does, has had enough.
process.stdout.on('error', (error) => {
  process.exit(Object(error).code === 'EPIPE' ? exitCodes.ok : exitCodes.failure);
});
process.once('SIGINT', () => {
  interruption.abort();
  process.exitCode = exitCodes.interrupted;
});

run().catch(async (error: unknown) => {
  const { asEnvelope, exitCodeOf, explain } = await import('./failure.js');
  process.exitCode = interruption.signal.aborted ? exitCodes.interrupted : exitCodeOf(error);
  const isForProgram = args.some(
    (arg, index) =>
      arg === '-ojson' ||
      arg === '--output=json' ||
      (arg === 'json' && /^(?:-o|--output)$/.test(args[index - 1] ?? '')),
  );
  process.stderr.write(isForProgram ? `${JSON.stringify(asEnvelope(error))}\n` : `${explain(error)}\n`);
});

async function run(): Promise<void> {
  const [first = 'help', second] = args;
  if (first === 'help' || first === '--help' || first === '-h') return showHelp(args.slice(1));

  const commands = commandsOf(first);
  const command = commands?.find(({ action }) => action === second);
  // "medcor webhooks listen" is no operation, though "webhooks" is a resource.
  const own = findOwn(`${first} ${second}`) ?? findOwn(first);
  if (command) {
    // Whoever asks for help may have the rest of the line wrong.
    if (asksForHelp(args)) return showHelp([first, command.action]);
    const parsed = parseFlags(args.slice(2), command.fields);
    await checkExpression(parsed.flags.query);
    const { runOperation } = await import('./operation.js');
    return runOperation(command, parsed);
  }
  if (own) {
    if (asksForHelp(args)) return showHelp([own.name]);
    const raw = args.slice(own.name.split(' ').length);
    const { flags, values, positionals } = own.takesAnyFlag
      ? parseFlags(raw.slice(0, 1))
      : parseFlags(raw, [], own.flags);
    if (flags.dryRun && !own.takesDryRun) throw new UsageError(`"medcor ${own.name}" has no --dry-run.`);
    await checkExpression(flags.query);
    const { run: runOwn } = await own.load();
    return runOwn({ args: positionals, flags, values, raw });
  }
  if (commands && (second === undefined || second.startsWith('-'))) return showHelp([first]);
  const { nearest } = await import('./nearest.js');
  throw new UsageError(nearest(first, second));
}

function asksForHelp(line: readonly string[]): boolean {
  const end = line.indexOf('--');
  return line.slice(0, end < 0 ? line.length : end).some((word) => word === '--help' || word === '-h');
}

async function showHelp([resource, action]: readonly string[]): Promise<void> {
  const help = await import('./help.js');
  const write = (text: string) => void process.stdout.write(text);
  if (resource === undefined) return write(help.overview());
  if (resource === '--all') return write(help.allCommands());
  if (resource === 'exit-codes') return write(help.exitCodeHelp);
  const command = commandsOf(resource)?.find((found) => found.action === action);
  if (command) return write(await help.helpOn(command));
  if (commandsOf(resource)) return write(await help.helpOnResource(resource));
  const own = findOwn(resource);
  if (!own) throw new UsageError(`There is no help on "${resource}".`);
  write(`medcor ${own.usage}\n\n${own.summary}\n`);
}
