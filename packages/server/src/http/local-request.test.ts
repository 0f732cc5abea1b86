import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isLocalRequest } from './local-request.js';

function isLocal(remoteAddress: string, headers: Record<string, string>): boolean {
  // All that is looked at.
  return isLocalRequest({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);
}

it.each([
  ['127.0.0.1', { host: 'localhost:8002' }],
  ['127.0.0.1', { host: 'localhost' }],
  ['127.8.9.10', { host: 'LocalHost:1' }],
  ['::1', { host: '[::1]:8002' }],
  ['::ffff:127.0.0.1', { host: '127.0.0.1:8002' }],
  ['::1', { host: '127.1.2.3' }],
  ['127.0.0.1', { host: 'localhost:8002', origin: 'http://localhost:3000' }],
  ['127.0.0.1', { host: 'localhost:8002', origin: 'https://127.0.0.1' }],
  ['127.0.0.1', { host: 'localhost:8002', origin: 'http://[::1]:5173' }],
])('takes %s with %o for this machine', (address, headers) => {
  expect(isLocal(address, headers)).toBe(true);
});

it.each([
  ['', { host: 'localhost' }],
  ['10.0.0.1', { host: 'localhost' }],
  ['::ffff:10.0.0.1', { host: 'localhost' }],
  ['127.0.0.1', {}],
  ['127.0.0.1', { host: '' }],
  ['127.0.0.1', { host: 'evil.example' }],
  ['127.0.0.1', { host: 'localhost.evil.example' }],
  ['127.0.0.1', { host: '127.0.0.1.evil.example' }],
  ['127.0.0.1', { host: 'localhost:80@evil.example' }],
  ['127.0.0.1', { host: '0.0.0.0:8002' }],
  ['127.0.0.1', { host: '192.168.0.2' }],
  ['127.0.0.1', { host: 'localhost', origin: 'null' }],
  ['127.0.0.1', { host: 'localhost', origin: 'https://evil.example' }],
  ['127.0.0.1', { host: 'localhost', origin: 'http://localhost.evil.example' }],
  ['127.0.0.1', { host: 'localhost', origin: 'http://localhost/x' }],
  ['127.0.0.1', { host: 'localhost', origin: 'file://localhost' }],
  ['127.0.0.1', { host: 'localhost', forwarded: 'for=10.0.0.1' }],
  ['127.0.0.1', { host: 'localhost', via: '1.1 proxy' }],
  ['127.0.0.1', { host: 'localhost', 'x-real-ip': '10.0.0.1' }],
  ['127.0.0.1', { host: 'localhost', 'x-forwarded-for': '' }],
  ['127.0.0.1', { host: 'localhost', 'x-forwarded-proto': 'https' }],
])('does not take %s with %o for it', (address, headers) => {
  expect(isLocal(address, headers)).toBe(false);
});
