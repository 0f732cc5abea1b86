import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';

/** A link of a document to something of the repository. */
interface Link {
  readonly target: string;
  readonly line: number;
}

/** Every Markdown file under a folder, but for what is installed, built or hidden. */
export function markdownFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const found = path.join(folder, entry.name);
    if (entry.isDirectory())
      return /^(?:\.|node_modules$|dist$)/.test(entry.name) ? [] : markdownFilesIn(found);
    return entry.name.endsWith('.md') ? [found] : [];
  });
}

/** The links of a file that lead to no file, or to no heading in one. What is on the web is not looked at. */
export function brokenLinksOf(file: string): string[] {
  return linksOf(readFileSync(file, 'utf8')).flatMap(({ target, line }) => {
    const [place = '', anchor] = target.split('#').map(decodeURIComponent);
    const found = place === '' ? file : path.resolve(path.dirname(file), place);
    if (!existsSync(found)) return [`${file}:${line}: there is no ${target}`];
    if (anchor === undefined) return [];
    return found.endsWith('.md') && anchorsOf(found).has(anchor)
      ? []
      : [`${file}:${line}: no heading is ${target}`];
  });
}

/** The files that the links of a document lead to. */
export function filesLinkedFrom(file: string): string[] {
  return linksOf(readFileSync(file, 'utf8')).flatMap(({ target }) => {
    const [place = ''] = target.split('#').map(decodeURIComponent);
    return place === '' ? [] : [path.resolve(path.dirname(file), place)];
  });
}

function linksOf(markdown: string): Link[] {
  const link = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\s*\[[^\]]+\]:\s*(\S+)|(?:href|src|srcset)="([^"]+)"/g;
  return proseOf(markdown).flatMap((text, index) =>
    [...text.matchAll(link)].flatMap(([, inline, reference, html]) => {
      const target = inline ?? reference ?? html ?? '';
      return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(target) ? [] : [{ target, line: index + 1 }];
    }),
  );
}

/** The lines of a document, without what stands in them as code. */
function proseOf(markdown: string): string[] {
  let isCode = false;
  return markdown.split('\n').map((line) => {
    const isFence = /^\s*(?:`{3,}|~{3,})/.test(line);
    if (isFence) isCode = !isCode;
    return isFence || isCode ? '' : line.replace(/`[^`]*`/g, (code) => code.replace(/[[\]()<>]/g, ' '));
  });
}

const known = new Map<string, ReadonlySet<string>>();

function anchorsOf(file: string): ReadonlySet<string> {
  const anchors = known.get(file) ?? readAnchors(readFileSync(file, 'utf8'));
  known.set(file, anchors);
  return anchors;
}

function readAnchors(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = proseOf(markdown).flatMap((line) => /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1] ?? []);
  return new Set(headings.map((heading) => slugger.slug(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))));
}
