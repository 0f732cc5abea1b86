import { MedCor, type MedCorOptions, type RequestOptions, Resource } from '@medcor/sdk';
import type { Command } from './command.types.js';
import type { GlobalFlags } from './flags.js';
import { interruption } from './interruption.js';
import { nodeTransport } from './node-fetch.js';
import type { ActiveProfile } from './profiles.js';
import { sessionTokens } from './session-tokens.js';

/** Calls by their route, as the table of commands has them. */
class Routes extends Resource {
  send(
    { route, kind }: Pick<Command, 'route' | 'kind'>,
    parts: readonly string[],
    options: RequestOptions,
    input?: unknown,
  ) {
    if (kind === 'once') return this.callOnce<unknown>(route, parts, options, input);
    if (kind === 'anonymous') return this.callAnonymously<unknown>(route, parts, options, input);
    return this.call<unknown>(route, parts, options, input);
  }

  rows({ route }: Pick<Command, 'route'>, parts: readonly string[], options: RequestOptions, input: object) {
    return this.page<unknown>(route, parts, options, input);
  }

  file({ route }: Pick<Command, 'route'>, parts: readonly string[], options: RequestOptions) {
    return this.download(route, parts, options);
  }
}

export class CliClient extends MedCor {
  readonly routes = new Routes(this.transport);
}

/** As whoever MEDCOR_TOKEN says, else as whoever signed in. */
export function clientFor(profile: ActiveProfile, flags: Pick<GlobalFlags, 'verbose'>): CliClient {
  const { MEDCOR_TOKEN } = process.env;
  return MEDCOR_TOKEN ? clientWith({ token: MEDCOR_TOKEN }, profile, flags) : sessionClient(profile, flags);
}

/** As whoever signed in. */
export function sessionClient(profile: ActiveProfile, flags: Pick<GlobalFlags, 'verbose'>): CliClient {
  return clientWith({ tokens: sessionTokens(profile) }, profile, flags);
}

function clientWith(
  identity: Pick<MedCorOptions, 'token' | 'tokens'>,
  profile: ActiveProfile,
  { verbose }: Pick<GlobalFlags, 'verbose'>,
): CliClient {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  return new CliClient({
    baseUrl: profile.base_url,
    fetch: nodeTransport,
    ...identity,
    // Whoever waits for another attempt is told of it.
    logger: { debug: verbose ? say : () => undefined, warn: say },
  });
}

/** The options of a call, from the flags of its command. */
export function callOptions(flags: GlobalFlags): RequestOptions {
  const { idempotencyKey, ifMatch, breakGlass, maxRetries } = flags;
  return { signal: interruption.signal, idempotencyKey, ifMatch, breakGlass, maxRetries };
}
