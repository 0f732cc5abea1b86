import { expect, it } from 'vitest';
import { createLogger } from './logging.js';

function logged(err: unknown): string {
  let line = '';
  createLogger('info', {
    write(text) {
      line += text;
    },
  }).error({ err }, 'A fault');
  return line;
}

it('tells of errors with their causes', () => {
  const line = logged(new TypeError('Broken.', { cause: new Error('Deeper.') }));
  expect(JSON.parse(line)).toMatchObject({
    level: 50,
    msg: 'A fault',
    err: {
      type: 'TypeError',
      message: 'Broken.',
      stack: expect.stringMatching(/^ {4}at /),
      cause: { type: 'Error', message: 'Deeper.' },
    },
  });
});

it('quotes no values from the errors of the database', () => {
  const error = Object.assign(new Error('invalid input syntax for type integer: "Ann"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Failing row contains (Ann).',
    where: 'unnamed portal parameter $1 = Ann',
    table: 'users',
    column: 'id',
    constraint: undefined,
    routine: 'pg_strtoint32_safe',
  });
  const line = logged(new Error('Not found.', { cause: error }));
  expect(JSON.parse(line).err.cause).toMatchObject({ type: 'DatabaseError', code: '22P02', table: 'users' });
  expect(line).not.toContain('Ann');
});
