/** A fenced block of a document. */
export interface Snippet {
  /** What stands behind the fence; empty where nothing does. */
  readonly language: string;
  readonly text: string;
  /** The line of its fence, from 1 on. */
  readonly line: number;
}

/** The fenced blocks of a Markdown document, whatever they are fenced with, in order. */
export function snippetsOf(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, language] = /^\s*(?:`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (language === undefined) open?.lines.push(line);
    else if (!open) open = { language: language.trim(), line: index + 1, lines: [] };
    else {
      snippets.push({ language: open.language, line: open.line, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    }
  }
  if (open) throw new Error(`The block that begins in line ${open.line} does not end.`);
  return snippets;
}
