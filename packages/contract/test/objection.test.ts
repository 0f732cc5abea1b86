import { expect, it } from 'vitest';
import { objectionToPlan, objectionToPublishing } from '../release/objection.js';

it.each([
  ['a version that is large enough', 'minor', 'minor', true],
  ['a first version', undefined, 'none', true],
  ['nothing new, just after a version was made', 'none', 'none', true],
  ['a version that is too small', 'minor', 'patch', false],
  ['a change that no changeset tells of', 'patch', 'none', false],
] as const)('a plan for %s is judged', (_what, verdict, planned, isAllowed) => {
  const objection = objectionToPlan({ verdict, planned, current: '1.2.3' });
  expect(objection === undefined).toBe(isAllowed);
});

it.each([
  ['a version in which all is', 'none', 'none', true],
  ['an API that is not noted', undefined, 'none', false],
  ['changesets that are in no version', 'none', 'patch', false],
  ['changesets for what the API has more', 'minor', 'minor', false],
  ['an API that is not that of the version', 'patch', 'none', false],
] as const)('to publish %s is judged', (_what, verdict, planned, isAllowed) => {
  const objection = objectionToPublishing({ verdict, planned, current: '1.2.3' });
  expect(objection === undefined).toBe(isAllowed);
});
