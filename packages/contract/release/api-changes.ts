import { apiDiff, breaking, type Diff, nonBreaking } from 'api-smart-diff';

/** What a change of the API asks of the next version, as https://semver.org has it. */
export type Verdict = 'none' | 'patch' | 'minor' | 'major';

export interface ApiChange {
  readonly isBreaking: boolean;
  /** `POST /api/appointments/: request.reason` */
  readonly where: string;
  readonly what: string;
}

export interface ApiChanges {
  readonly verdict: Verdict;
  readonly changes: readonly ApiChange[];
}

type OpenApiDocument = Readonly<Record<string, unknown>>;

/**
 * What has changed between two OpenAPI documents. Breaking is what a program that works with the old one can stumble
 * over: something gone, something newly required, a value that it does not know. What only describes is a patch.
 */
export function apiChanges(released: OpenApiDocument, current: OpenApiDocument): ApiChanges {
  // What a path uses is looked at there, by the direction in which it is sent; versions are what is to be found.
  const differences = apiDiff(withoutVersion(released), withoutVersion(current)).filter(
    ({ path: [part] }) => part !== 'components',
  );
  const changes = differences.filter(({ type }) => type === breaking || type === nonBreaking).map(changeOf);
  return { verdict: verdictOf(differences), changes };
}

function verdictOf(differences: readonly Diff[]): Verdict {
  if (differences.some(({ type }) => type === breaking)) return 'major';
  if (differences.some(({ type }) => type === nonBreaking)) return 'minor';
  return differences.length > 0 ? 'patch' : 'none';
}

function changeOf({ type, action, path }: Diff): ApiChange {
  const [, address = '', method, ...inside] = path.map(String);
  return {
    isBreaking: type === breaking,
    where: method === undefined ? address : `${method.toUpperCase()} ${address}`,
    what: `${action} ${inside.join('.') || 'operation'}`,
  };
}

function withoutVersion({ info: _info, ...rest }: OpenApiDocument): OpenApiDocument {
  return { ...rest, info: { title: '', version: '' } };
}

const sizes: readonly Verdict[] = ['none', 'patch', 'minor', 'major'];

export function isVerdict(text: string): text is Verdict {
  return sizes.some((size) => size === text);
}

/** Whether a version may be the next one: before 1.0.0 a minor version may break what was there. */
export function allows(planned: Verdict, verdict: Verdict, current: string): boolean {
  const needed = current.startsWith('0.') && verdict === 'major' ? 'minor' : verdict;
  return sizes.indexOf(planned) >= sizes.indexOf(needed);
}
