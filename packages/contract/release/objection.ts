import { allows, type Verdict } from './api-changes.js';

/** Where a release stands. */
export interface Standing {
  /** How the API has changed since it was released last; undefined where it never was. */
  readonly verdict: Verdict | undefined;
  /** How large the next version is by the changesets that there are; `none` where a version was made of them all. */
  readonly planned: Verdict;
  readonly current: string;
}

/** What speaks against the version that is planned after the current one, if anything does. */
export function objectionToPlan({ verdict, planned, current }: Standing): string | undefined {
  if (verdict === undefined || allows(planned, verdict, current)) return undefined;
  return 'That is too small. Say what changes in a changeset: pnpm changeset';
}

/** What speaks against publishing the current version, if anything does: all of it has to be in a version by then. */
export function objectionToPublishing({ verdict, planned }: Standing): string | undefined {
  if (verdict === 'none' && planned === 'none') return undefined;
  return 'Not all of that is in a version, with its API noted. Make one: pnpm release:version';
}
