import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A reader at a shell: what one snippet sets, or starts in the background, is there for the next. */
export interface GuideShell {
  /** Runs a snippet, and answers what it has printed. Rejects when a command of it fails. */
  run(script: string): Promise<string>;
  /** Ends what still runs. */
  close(): void;
}

export function openGuideShell(cwd: string, env: Readonly<Record<string, string>>): GuideShell {
  const groups: number[] = [];
  const variables = path.join(cwd, '.variables');
  const before = `set -aeuo pipefail; if [ -f '${variables}' ]; then . '${variables}'; fi`;
  return {
    async run(script) {
      const child = spawn('bash', ['-c', `${before}\n${script}\nexport -p > '${variables}'`], {
        cwd,
        env,
        // A group of its own, to be ended as one.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      if (child.pid !== undefined) groups.push(child.pid);
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`It exits with ${code}:\n${script}\n${stdout}\n${stderr}`);
      return stdout;
    },
    close() {
      for (const group of groups) endGroup(group);
    },
  };
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    // Nothing of it runs any more.
    if (Object(error).code !== 'ESRCH') throw error;
  }
}
