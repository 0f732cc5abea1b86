#!/usr/bin/env node
import { version } from './version.js';

const [first] = process.argv.slice(2);
// All else is in a file of its own, which is read when it is asked for.
if (first === '--version' || first === '-V') process.stdout.write(`${version}\n`);
else import('./lazy/main.js');
