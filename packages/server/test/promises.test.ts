import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** docs/promises.md names tests for every promise: that they are there, under those titles. */

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/promises.md', root), 'utf8');

interface Promised {
  readonly promise: string;
  /** What the row names, as it stands there. */
  readonly named: string;
}

interface Reference {
  readonly file: string;
  readonly title: string;
}

const reference = /`([^`]+)` `([^`]+)`/g;

function rowsOf(document: string): Promised[] {
  const lines = document.split('\n').filter((line) => line.startsWith('|'));
  const rows = lines.filter((line) => !/^\| (?:Promise \||---)/.test(line));
  return rows.map((line) => {
    const [, promise = '', named = ''] = /^\| (.+?) \| ?(.*)\|$/.exec(line) ?? [];
    return { promise, named: named.trim() };
  });
}

function referencesOf({ named }: Promised): Reference[] {
  return [...named.matchAll(reference)].map(([, file = '', title = '']) => ({ file, title }));
}

/** Whether there is a test, or a check of the conformance suite, that is written under this very title. */
function isThere({ file, title }: Reference): boolean {
  const path = new URL(file, root);
  const isCheck = file.startsWith('packages/contract/conformance/');
  if (!(isCheck || file.endsWith('.test.ts')) || !existsSync(path)) return false;
  const escaped = title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  // `it('…'`, and the second half of `it.each(…)('…'`; a check is the name of a property, or given as one.
  const written = isCheck
    ? `(['"\`])${escaped}\\1[:,]`
    : `(?:\\b(?:it|test|describe)|\\))\\(\\s*(['"\`])${escaped}\\1`;
  return new RegExp(written).test(readFileSync(path, 'utf8'));
}

/** What is wrong with a document, in words. */
function faultsOf(document: string): string[] {
  return rowsOf(document).flatMap((row) => {
    const references = referencesOf(row);
    const rest = row.named.replace(reference, '').replaceAll('<br>', '').trim();
    if (references.length === 0 || rest !== '')
      return [`${row.promise}: its tests are not named as they have to be`];
    return references
      .filter((each) => !isThere(each))
      .map(({ file, title }) => `${row.promise}: ${file} has no "${title}"`);
  });
}

describe('the promises', () => {
  const rows = rowsOf(text);

  it('are each shown by a test that is there', () => {
    expect(rows.length).toBeGreaterThan(250);
    expect(faultsOf(text)).toEqual([]);
  });

  it('stand there once each', () => {
    const promises = rows.map(({ promise }) => promise);
    expect(promises.filter((promise, index) => promises.indexOf(promise) !== index)).toEqual([]);
  });

  it('are of every part of the product', () => {
    const parts = [...text.matchAll(/^##+ (.+)$/gm)].map(([, name]) => name);
    expect(parts).toEqual([
      'Quick start',
      'Conventions',
      'Errors',
      'Roles, tenants and first run',
      'Accounts',
      'Lists',
      'Rate limits',
      'Domains',
      'What they have in common',
      'Hospitals',
      'Availability slots',
      'Appointments',
      'Medical records and attachments',
      'Treatments and prescriptions',
      'Specialties',
      'Plans',
      'Webhooks and events',
      'Idempotency',
      'Concurrency',
      'Audit',
      'Around the API',
      'Chat, voice and avatar',
    ]);
  });

  it.each([
    ['no test', '| Kept. | |'],
    ['words for a test', '| Kept. | We looked. |'],
    ['a file that is not there', '| Kept. | `packages/server/test/none.test.ts` `is kept` |'],
    ['a title that is not there', '| Kept. | `packages/server/test/promises.test.ts` `is kept` |'],
    ['a part of a title', '| Kept. | `packages/server/test/promises.test.ts` `stand there` |'],
    ['a test and words', '| Kept. | `packages/server/test/promises.test.ts` `stand there once each` too |'],
    ['a file that is no test', '| Kept. | `packages/server/src/app.ts` `startServer` |'],
    ['a check that is not there', '| Kept. | `packages/contract/conformance/lists.ts` `is walked` |'],
  ])('would be found wanting with %s', (_what, row) => {
    expect(faultsOf(row)).toHaveLength(1);
  });
});
