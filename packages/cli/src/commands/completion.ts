import { UsageError } from '../cli-errors.js';
import { globalHelp } from '../flags.js';
import { write } from '../output.js';
import { type OwnCall, ownCommands } from '../own-commands.js';
import { commandsOf, resourceNames } from '../resources.js';

const scripts: Readonly<Record<string, string>> = {
  bash: `_medcor() {
  local IFS=$'\\n'
  COMPREPLY=($(medcor complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _medcor medcor
`,
  zsh: `#compdef medcor
_medcor() {
  local -a found
  found=("\${(@f)$(medcor complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  compadd -a found
}
compdef _medcor medcor
`,
  fish: `complete -c medcor -f -a '(medcor complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
};

/** Writes a script for a shell, which asks medcor itself what could come next. */
export async function run({ args }: OwnCall): Promise<void> {
  const script = scripts[args[0] ?? ''];
  if (!script) throw new UsageError('Usage: medcor completion bash|zsh|fish');
  write(script);
}

/** What could come next, a line each: for the scripts. */
export function candidates(words: readonly string[]): string[] {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return next(before, current).filter((word) => word.startsWith(current));
}

function next([first, second, ...rest]: readonly string[], current: string): string[] {
  if (first === undefined) return [...resourceNames, ...ownCommands.map(({ name }) => name), 'help'];
  const commands = commandsOf(first) ?? [];
  const nested = ownCommands.flatMap(({ name }) =>
    name.startsWith(`${first} `) ? [name.split(' ')[1] ?? ''] : [],
  );
  if (second === undefined) return [...commands.map(({ action }) => action), ...nested];
  const command = commands.find(({ action }) => action === second);
  const flag = /^--(.+)$/.exec(rest.at(-1) ?? '')?.[1];
  const valued = command?.fields.find((field) => field.flag === flag && field.type !== 'boolean');
  if (valued) return [...(valued.values ?? [])];
  if (!current.startsWith('-')) return [];
  const own = command?.fields.filter(({ isSecret }) => !isSecret).map((field) => `--${field.flag}`) ?? [];
  return [...own, ...globalHelp.flatMap(([names]) => /--[\w-]+/.exec(names) ?? [])];
}
