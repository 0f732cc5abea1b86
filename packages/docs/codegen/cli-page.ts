import type { Command } from '../../cli/src/command.types.js';
import { globalHelp } from '../../cli/src/flags.js';
import { exitCodeHelp, helpOn } from '../../cli/src/help.js';
import { ownCommands } from '../../cli/src/own-commands.js';
import { commandsOf, resourceNames } from '../../cli/src/resources.js';
import { fenced, table } from './tables.js';

const banner = "<!-- Made from medcor's own help by `pnpm generate`. Change that, not this. -->\n\n";

/** Every command, as its own help tells of it. */
export async function cliPage(): Promise<string> {
  // Help is as wide as the terminal that it is read in.
  process.stdout.columns = 100;
  const resources = resourceNames.map((name) => resourceSection(name, commandsOf(name) ?? []));
  const own = ownCommands.map(({ usage, summary }) => [`\`medcor ${usage}\``, summary]);
  const flags = globalHelp.map(([flag, help]) => [`\`${flag}\``, help]);
  return `${banner}# CLI reference

\`medcor <resource> <action> [id] [--flags]\`. How it is installed, signs in and answers is in
[its README](../../packages/cli/README.md); \`medcor help\` and \`--help\` behind any command say what stands here.

## Commands of its own
${table(['command', 'what it does'], own)}

## Flags of every command
${table(['flag', 'what it does'], flags)}

## Exit codes
${fenced('text', exitCodeHelp)}

${(await Promise.all(resources)).join('\n\n')}
`;
}

async function resourceSection(name: string, commands: readonly Command[]): Promise<string> {
  const sections = commands.map(async (command) => {
    const [help = ''] = (await helpOn(command)).split('\nFlags of every command:');
    return `### medcor ${name} ${command.action}\n${fenced('text', help)}`;
  });
  return `## ${name}\n\n${(await Promise.all(sections)).join('\n\n')}`;
}
