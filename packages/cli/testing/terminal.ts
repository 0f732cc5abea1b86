import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A person at a terminal, whose screen can be read. */
export interface TerminalSession {
  /** What was on the screen, from the first line to the last. */
  screen(): string;
  type(text: string): void;
  /** Types a line, and resolves once the shell asks for the next: to what was said to it. */
  run(line: string): Promise<string>;
  /** Resolves once the screen shows it. */
  shows(text: string | RegExp): Promise<void>;
  close(): void;
}

const prompt = 'ada@ward $ ';

export function openTerminal(
  cwd: string,
  env: Readonly<Record<string, string>>,
  { columns = 100 } = {},
): TerminalSession {
  // All of it is kept: nothing scrolls away.
  const terminal = new xterm.Terminal({
    cols: columns,
    rows: 50,
    scrollback: 10_000,
    allowProposedApi: true,
  });
  const shell = spawn('bash', ['--norc', '--noprofile'], {
    cols: columns,
    rows: 50,
    cwd,
    env: { ...env, TERM: 'xterm-256color', PS1: prompt, BASH_SILENCE_DEPRECATION_WARNING: '1' },
  });
  const listeners = new Set<() => void>();
  shell.onData((data) => terminal.write(data, () => listeners.forEach((listener) => void listener())));
  const screen = () => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, index) =>
      active.getLine(index)?.translateToString(true),
    );
    return lines.join('\n').trimEnd();
  };
  const until = (holds: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The screen never shows ${what}:\n${screen()}`)),
        60_000,
      );
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  const prompts = () => screen().split(prompt.trimEnd()).length;
  return {
    screen,
    type: (text) => shell.write(text),
    async run(line) {
      await until(() => prompts() > 1, 'a prompt');
      const before = prompts();
      shell.write(`${line}\r`);
      await until(() => prompts() > before, `the end of "${line}"`);
      return screen().split(prompt.trimEnd()).at(-2)?.trimEnd() ?? '';
    },
    shows: (text) =>
      until(() => (typeof text === 'string' ? screen().includes(text) : text.test(screen())), String(text)),
    close: () => shell.kill(),
  };
}
