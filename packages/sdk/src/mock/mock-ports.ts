import {
  ApiError,
  builtInAssistant,
  type CorePorts,
  checkFile,
  type FileStore,
  type Mail,
  objectionToUrl,
  type PasswordHasher,
  type Seal,
  type Secrets,
  type TokenClaims,
  type TokenSigner,
  tokenLifetime,
  tokenRefusal,
} from '@medcor/server/browser';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { MockState } from './mock.types.js';

/** What the API needs of the world around it, without one: nothing leaves the process, and nothing is random. */
export function mockPorts(
  state: MockState,
  clock: () => Date,
  mails: Mail[],
): Omit<CorePorts, 'database' | 'publicUrl'> {
  const secrets = mockSecrets(state);
  return {
    clock,
    secrets,
    passwordHasher,
    tokenSigner: mockTokens(state, clock),
    seal,
    mailer: { send: async (mail) => void mails.push(mail) },
    files: mockFiles(state, secrets),
    // Deliveries are read from the mock; only a test of a webhook is made at once.
    webhookSender: { send: async () => ({ status: 200, body: 'ok', error: null, durationMs: 1 }) },
    // No name is looked up.
    webhookAddresses: { objectionTo: async (url) => objectionToUrl(new URL(url), false) },
    assistant: builtInAssistant,
    setupToken: 'setup-token-of-the-mock',
    version: 'mock',
    onFault(error) {
      // What is the caller's own fault, or was asked for, has a code; all else is a defect of the mock.
      if (!(error instanceof ApiError)) throw error;
    },
  };
}

function mockSecrets(state: MockState): Secrets {
  return {
    random() {
      state.serial += 1;
      return toBase64Url(sha256(utf8ToBytes(`secret ${state.serial}`)));
    },
    digest: (secret) => bytesToHex(sha256(utf8ToBytes(secret))),
    digestBytes: async (content) => bytesToHex(sha256(await bytesOf(content))),
  };
}

/** The mock signs anybody in by it, to hand out tokens without knowing passwords. */
export const masterPassword = 'Whoever-the-mock-says-7!';

/** Slow hashing protects nothing here. */
const passwordHasher: PasswordHasher = {
  hash: async (password) => `mock ${password}`,
  verify: async (hash, password) =>
    hash !== undefined && (password === masterPassword || hash === `mock ${password}`),
};

/** Tokens in the form of JWT, under a signature that proves them to this mock alone. */
function mockTokens(state: MockState, clock: () => Date): TokenSigner {
  const now = () => Math.floor(clock().getTime() / 1000);
  const sealed = (text: string) => `${text}.${tag(text)}`;
  return {
    sign({ type, user, session }) {
      state.serial += 1;
      const iat = now();
      const claims = { sub: String(user), sid: session, typ: type, jti: `${state.serial}`, iat };
      const payload = { ...claims, iss: 'medcor', aud: 'medcor-api', exp: iat + tokenLifetime[type] };
      return sealed([{ alg: 'HS256', typ: 'JWT', kid: 'mock' }, payload].map(encodeJson).join('.'));
    },
    verify(token, type): TokenClaims {
      const text = token.slice(0, token.lastIndexOf('.'));
      if (token !== sealed(text)) throw tokenRefusal('INVALID_TOKEN');
      // Sealed by the mock itself.
      const claims = JSON.parse(fromBase64Url(text.split('.')[1] ?? ''));
      if (claims.exp <= now()) throw tokenRefusal('TOKEN_EXPIRED');
      if (claims.typ !== type) throw tokenRefusal('INVALID_TOKEN');
      return { type, user: Number(claims.sub), session: claims.sid };
    },
  };
}

/** Cursors and the like: not secret, but nothing can be changed in them. */
const seal: Seal = {
  seal(text) {
    const encoded = toBase64Url(utf8ToBytes(text));
    return `${encoded}.${tag(encoded)}`;
  },
  open(sealed) {
    const [encoded = '', given] = sealed.split('.');
    return given === tag(encoded) ? fromBase64Url(encoded) : undefined;
  },
};

function mockFiles(state: MockState, secrets: Secrets): FileStore {
  return {
    async put(filename, content) {
      const check = checkFile(filename);
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) {
        check.add(chunk);
        chunks.push(chunk);
      }
      const { size, contentType } = check.result();
      const key = secrets.random();
      const bytes = await bytesOf(chunks);
      state.files[key] = [...bytes];
      return { key, size, contentType, sha256: bytesToHex(sha256(bytes)) };
    },
    async open(key) {
      const bytes = state.files[key];
      if (!bytes) throw new ApiError('PROVIDER_UNAVAILABLE');
      return (async function* () {
        yield Uint8Array.from(bytes);
      })();
    },
    async remove(key) {
      delete state.files[key];
    },
  };
}

async function bytesOf(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of content) chunks.push(Uint8Array.from(chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function tag(text: string): string {
  return toBase64Url(sha256(utf8ToBytes(`mock ${text}`)).subarray(0, 16));
}

function encodeJson(value: unknown): string {
  return toBase64Url(utf8ToBytes(JSON.stringify(value)));
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
