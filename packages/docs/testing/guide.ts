import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Snippet, snippetsOf } from '../../sdk/testing/snippets.js';

const folder = new URL('../../../docs/guides/', import.meta.url);

/** A guide, whose snippets are one program: each goes on with what those before it have made. */
export interface Guide {
  /** `booking.md`. */
  readonly name: string;
  readonly snippets: readonly Snippet[];
}

/** The ports that guides name: of the API, of an offline one, and of a program of the reader's. */
export type GuidePorts = Readonly<Record<8002 | 8003 | 3000, number>>;

/** Every guide, with the ports that are meant in place of those that it names. */
export function guidesOn(ports: GuidePorts): Guide[] {
  const names = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => guideOf(name, readFileSync(new URL(name, folder), 'utf8'), ports));
}

export function guideOf(name: string, markdown: string, ports: GuidePorts): Guide {
  let text = markdown;
  for (const [port, meant] of Object.entries(ports)) {
    text = text.replace(new RegExp(`(localhost:|--port |PORT=|listen\\()${port}\\b`, 'g'), `$1${meant}`);
  }
  return { name, snippets: snippetsOf(text) };
}

/** What of a guide would never be run, or compared with nothing. */
export function faultsOf({ name, snippets }: Guide): string[] {
  return snippets.flatMap(({ language, line }, index) => {
    if (!['ts', 'sh', 'json', 'text'].includes(language))
      return [`${name}:${line}: "${language}" is not run`];
    const shows = ['json', 'text'].includes(language);
    return shows && index === 0 ? [`${name}:${line}: answers nothing`] : [];
  });
}

/**
 * The guide as a module: its `follow` goes from snippet to snippet, runs the TypeScript ones itself, and tells after
 * each that it is there.
 */
export function moduleOf({ snippets }: Guide): string {
  const imports: string[] = [];
  const steps = snippets.map(({ language, text }, index) => {
    const own = text.replace(/^import [^;]+;\n/gm, (line) => {
      imports.push(line);
      return '';
    });
    return `${language === 'ts' ? own : ''}await arrive(${index});\n`;
  });
  return `${imports.join('')}
export async function follow(arrive: (snippet: number) => Promise<void>): Promise<void> {
${steps.join('')}}
`;
}
