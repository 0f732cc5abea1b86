import { expect, it } from 'vitest';
import { allows, apiChanges } from '../release/api-changes.js';
import { openApiDocument } from '../src/openapi.js';

// Plain JSON, to be taken apart; some of its paths, for to compare all of them takes seconds.
const whole = JSON.parse(JSON.stringify(openApiDocument()));
const some = ['/api/appointments/', '/api/auth/profile/', '/api/live/'];
const released = { ...whole, paths: Object.fromEntries(some.map((path) => [path, whole.paths[path]])) };

/** The document after a change, of which the tests know where it is. */
function changed(change: (document: typeof released) => void) {
  const document = structuredClone(released);
  change(document);
  return apiChanges(released, document);
}

const booking = 'AppointmentCreate';

it.each([
  ['nothing', () => undefined, 'none'],
  ['another version', (document) => Object.assign(document.info, { version: '9.9.9' }), 'none'],
  [
    'other words',
    (document) => Object.assign(document.paths['/api/auth/profile/'].get, { summary: 'Me' }),
    'patch',
  ],
  [
    'a new path',
    (document) => Object.assign(document.paths, { '/api/new/': document.paths['/api/live/'] }),
    'minor',
  ],
  [
    'a field that may be sent',
    ({ components }) => Object.assign(components.schemas[booking].properties, { room: { type: 'string' } }),
    'minor',
  ],
  [
    'a field more in an answer',
    ({ components }) =>
      Object.assign(components.schemas.Appointment.properties, { room: { type: 'string' } }),
    'minor',
  ],
  ['a path that is gone', (document) => delete document.paths['/api/auth/profile/'], 'major'],
  ['an operation that is gone', (document) => delete document.paths['/api/appointments/'].post, 'major'],
  [
    'a field that has to be sent',
    ({ components }) => components.schemas[booking].required.push('reason'),
    'major',
  ],
  [
    'a field less in an answer',
    ({ components }) => delete components.schemas.Appointment.properties.notes,
    'major',
  ],
  [
    'a shorter text',
    ({ components }) =>
      Object.assign(components.schemas[booking].properties.reason, { anyOf: undefined, maxLength: 3 }),
    'major',
  ],
] as const satisfies [string, (document: typeof released) => unknown, string][])(
  'the verdict on %s is right',
  (_what, change, verdict) => {
    expect(changed(change).verdict).toBe(verdict);
  },
);

it('says where something broke', () => {
  const { changes } = changed((document) => delete document.paths['/api/appointments/'].post);
  expect(changes).toEqual([{ isBreaking: true, where: 'POST /api/appointments/', what: 'remove operation' }]);
});

it.each([
  ['minor', 'major', '0.1.0', true],
  ['patch', 'major', '0.1.0', false],
  ['minor', 'major', '1.2.3', false],
  ['major', 'major', '1.2.3', true],
  ['patch', 'minor', '0.1.0', false],
  ['none', 'patch', '0.1.0', false],
  ['none', 'none', '1.2.3', true],
] as const)('a %s version for a %s change of %s: %s', (planned, verdict, current, isAllowed) => {
  expect(allows(planned, verdict, current)).toBe(isAllowed);
});
