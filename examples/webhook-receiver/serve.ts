import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { lineForFrontDesk } from './front-desk.js';
import { openInbox } from './inbox.js';
import { createReceiver } from './receiver.js';
import { syncFolder } from './sync-folder.js';

const { MEDCOR_WEBHOOK_SECRET: secret, MEDCOR_PREVIOUS_WEBHOOK_SECRET: previous } = process.env;
const { DATA_DIR: folder = 'data', PORT: port = '3000' } = process.env;
if (!secret) throw new Error('MEDCOR_WEBHOOK_SECRET is needed: it was shown when the webhook was made.');

const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
if (isNew) await syncFolder(path.dirname(path.resolve(folder)));
const inbox = await openInbox(folder, lineForFrontDesk);
const secrets = previous ? [secret, previous] : [secret];
const server = createReceiver({ secret: secrets, inbox }).listen(Number(port), '127.0.0.1');
await once(server, 'listening');
// The type of `address` allows for pipes.
const { port: taken } = server.address() as AddressInfo;
process.stdout.write(`Deliveries are taken at http://127.0.0.1:${taken}/webhook\n`);

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
server.close();
server.closeIdleConnections();
await once(server, 'close');
await inbox.close();
