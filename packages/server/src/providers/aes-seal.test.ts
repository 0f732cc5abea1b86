import { describe, expect, it } from 'vitest';
import { createAesSeal } from './aes-seal.js';

const seal = createAesSeal(['first secret', 'second secret']);

describe('a seal', () => {
  it('opens what it sealed, and shows nothing of it', () => {
    for (const text of ['', 'O’Neill, 1975-03-20', 'x'.repeat(5000)]) {
      expect(seal.open(seal.seal(text))).toBe(text);
    }
    const sealed = seal.seal('O’Neill');
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Neill');
    expect(seal.seal('O’Neill')).not.toBe(sealed);
  });

  it('opens what was sealed under a former secret, and seals under the new one', () => {
    const former = createAesSeal(['second secret']);
    expect(seal.open(former.seal('text'))).toBe('text');
    expect(former.open(seal.seal('text'))).toBeUndefined();
  });

  it('refuses anything else', () => {
    const sealed = seal.seal('text');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
      expect(seal.open(changed.toString('base64url'))).toBeUndefined();
    }
    for (const text of [
      '',
      'x',
      '%',
      sealed.slice(0, -1),
      sealed.slice(0, 20),
      `${sealed}=`,
      ` ${sealed}`,
      `${sealed}A`,
    ]) {
      expect(seal.open(text)).toBeUndefined();
    }
  });
});
