import { describe, expect, it } from 'vitest';
import { countedTenant } from './specialties.policy.js';

const superuser = { hospital: 1, isSuperuser: true };
const doctor = { hospital: 1, isSuperuser: false };

describe('countedTenant', () => {
  it('counts every hospital for a superuser, whichever is their own', () => {
    expect(countedTenant(superuser, undefined)).toBe('platform');
    expect(countedTenant({ hospital: null, isSuperuser: true }, undefined)).toBe('platform');
  });

  it('counts the hospital that a superuser names', () => {
    expect(countedTenant(superuser, 2)).toBe(2);
    expect(countedTenant(superuser, 1)).toBe(1);
  });

  it('counts the own hospital of anyone else, named or not', () => {
    expect(countedTenant(doctor, undefined)).toBe(1);
    expect(countedTenant(doctor, 1)).toBe(1);
  });

  it('refuses another hospital to anyone else', () => {
    expect(() => countedTenant(doctor, 2)).toThrow(
      expect.objectContaining({ code: 'INVALID_REFERENCE', details: { hospital: [expect.any(String)] } }),
    );
  });

  it('gives nobody the platform who is neither a superuser nor of a hospital', () => {
    expect(() => countedTenant({ hospital: null, isSuperuser: false }, undefined)).toThrow(
      expect.objectContaining({ code: 'PERMISSION_DENIED' }),
    );
  });
});
