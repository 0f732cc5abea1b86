import { expect, it } from 'vitest';
import { loggablePath } from './loggable-path.js';

it.each([
  ['/', '/'],
  ['', ''],
  ['/metrics', '/metrics'],
  ['/api/docs/', '/api/docs/'],
  ['/api/auth/users/12/', '/api/auth/users/12/'],
  ['/api/medical-records/1/attachments/2', '/api/medical-records/1/attachments/2'],
  ['/api/auth/users/ann@example.com/', '/api/auth/users/*/'],
  ['/api/auth/users/Ann%20Smith/sessions/', '/api/auth/users/*/sessions/'],
  ['/api/auth/users/4155550100000/', '/api/auth/users/*/'],
  ['/wp-login.php', '/*'],
  ['//api//', '//api//'],
  ['/:id/__proto__/constructor', '/*/*/*'],
])('shows %s as %s', (path, shown) => {
  expect(loggablePath(path)).toBe(shown);
});
