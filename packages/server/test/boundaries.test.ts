import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const server = path.join(packages, 'server/src');
const contract = path.join(packages, 'contract/src');
const conformance = path.join(packages, 'contract/conformance');

const known = new Map<string, string[]>();

/** What a source file imports when it runs: imports of types alone are gone by then. */
function importsOf(file: string): string[] {
  const imports = known.get(file) ?? readImports(file);
  known.set(file, imports);
  return imports;
}

function readImports(file: string): string[] {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  return ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName);
}

function resolved(file: string, specifier: string): string {
  return path.resolve(path.dirname(file), specifier.replace(/\.js$/, '.ts'));
}

/** Every source file of ours that runs when this one does, with what each imports from elsewhere. */
function reachedFrom(entry: string): Map<string, string[]> {
  const reached = new Map<string, string[]>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    const imports = importsOf(file);
    reached.set(
      file,
      imports.filter((specifier) => !specifier.startsWith('.')),
    );
    for (const specifier of imports.filter((found) => found.startsWith('.'))) {
      const target = resolved(file, specifier);
      if (!existsSync(target)) throw new Error(`${file} imports ${specifier}, which is not there.`);
      pending.push(target);
    }
  }
  return reached;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name));
}

describe('boundaries', () => {
  it('keep the core, and the memory store, fit for a browser', () => {
    const allowed = new Set([
      '@medcor/contract',
      'zod/v4',
      '@date-fns/tz/tzOffset',
      'chrono-node/en',
      'rate-limiter-flexible/lib/RateLimiterMemory.js',
    ]);
    const entries = ['browser.ts', 'seed/seed.ts'];
    for (const entry of entries) {
      for (const [file, imports] of reachedFrom(path.join(server, entry))) {
        expect([path.relative(server, file), imports.filter((name) => !allowed.has(name))]).toEqual([
          path.relative(server, file),
          [],
        ]);
      }
    }
  });

  it('keep the contract free of everything but zod', () => {
    for (const file of sourcesIn(contract)) {
      const foreign = importsOf(file).filter((name) => !name.startsWith('.') && name !== 'zod/v4');
      expect([path.relative(contract, file), foreign]).toEqual([path.relative(contract, file), []]);
    }
  });

  it('keep the conformance suite free of everything but the contract: it is to run in a browser', () => {
    for (const file of sourcesIn(conformance)) {
      const foreign = importsOf(file).filter(
        (name) => name !== '../src/index.js' && !/^\.\/[\w-]+\.js$/.test(name),
      );
      expect([path.relative(conformance, file), foreign]).toEqual([path.relative(conformance, file), []]);
    }
  });

  it('keep SQL in the .knex.ts files and under db, and Express under http', () => {
    for (const file of sourcesIn(server)) {
      const name = path.relative(server, file);
      const imports = importsOf(file);
      if (!name.startsWith('http/')) expect([name, imports.includes('express')]).toEqual([name, false]);
      const mayQuery = name.endsWith('.knex.ts') || name.startsWith('db/');
      const queries = imports.some((specifier) => specifier === 'knex' || specifier.includes('/db/knex/'));
      if (!mayQuery) expect([name, queries]).toEqual([name, false]);
    }
  });

  it("keep a feature's stores to the feature: others reach them through the transaction", () => {
    const features = path.join(server, 'features');
    for (const file of sourcesIn(features)) {
      const name = path.relative(features, file);
      if (!name.includes('/')) continue;
      const foreign = importsOf(file).filter(
        (specifier) =>
          /\.(knex|memory)\.js$/.test(specifier) &&
          specifier.startsWith('../') &&
          specifier.split('/').length === 3,
      );
      expect([name, foreign]).toEqual([name, []]);
    }
  });
});
