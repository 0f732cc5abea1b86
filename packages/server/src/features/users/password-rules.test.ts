import { describe, expect, it } from 'vitest';
import { ApiError } from '../../edge/api-error.js';
import { assertGoodPassword } from './password-rules.js';

const owner = {
  email: 'dr.smith@hospital.com',
  username: 'drsmith77',
  first_name: 'Éva',
  last_name: 'Szabó-Nagy',
};

/** The field that a password is refused under, if it is. */
function refusedFor(password: string): string[] | undefined {
  try {
    assertGoodPassword('new_password', password, owner);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'VALIDATION_ERROR') throw error;
    return Object.keys(error.details);
  }
}

describe('the rules for passwords', () => {
  it.each(['SecurePassword123!', 'DoctorPass123!', 'PatientPass123!'])(
    'let the passwords of the API document pass: %s',
    (password) => expect(refusedFor(password)).toBeUndefined(),
  );

  it.each([
    'password123',
    'PASSWORD123',
    'P@ssw0rd123',
    'Password123!',
    'qwertyuiop',
    '1234567890',
    'ｐａｓｓｗｏｒｄ１２３',
    'pässword123',
    'correcthorsebatterystaple',
  ])('refuse what is common, whatever its case or accents: %s', (password) => {
    expect(refusedFor(password)).toEqual(['new_password']);
  });

  it.each([
    'dr.smith@hospital.com',
    'DR.SMITH@HOSPITAL.COM',
    'drsmithhospitalcom',
    'Dr. Smith',
    'drsmith77',
    'Éva',
    'eva',
    'Szabó-Nagy',
    'szabonagy',
    'Éva Szabó-Nagy',
    'evaszabonagy',
    'Szabo Nagy, Eva!',
  ])("refuse the owner's own address, username and name: %s", (password) => {
    expect(refusedFor(password)).toEqual(['new_password']);
  });

  it.each([
    'Eva has 3 cats',
    'dr.smith@clinic.com',
    'Szabó-Nagy-2024',
    'a long sentence is a good password',
    '!!!!!!!!!!',
    'пароль-и-ещё',
  ])('let anything else pass: %s', (password) => {
    expect(refusedFor(password)).toBeUndefined();
  });

  it('do without a username', () => {
    const { username: _username, ...nameless } = owner;
    expect(() => assertGoodPassword('password', 'drsmith77', nameless)).not.toThrow();
  });
});
