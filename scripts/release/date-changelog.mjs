#!/usr/bin/env node
/** What was unreleased in the changelog is of the version that the packages now have, and of today. */
import { readFile, writeFile } from 'node:fs/promises';
import { readVersion } from './packages.mjs';

const file = new URL('../../CHANGELOG.md', import.meta.url);
const heading = '## Unreleased\n';
const text = await readFile(file, 'utf8');
const version = await readVersion();
const today = new Date().toISOString().slice(0, 10);
if (!text.includes(heading)) throw new Error('The changelog has no part that is unreleased.');
await writeFile(file, text.replace(heading, `${heading}\n## ${version} - ${today}\n`));
