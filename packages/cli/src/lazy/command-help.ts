export { commandHelp } from '../generated/command-help.js';
