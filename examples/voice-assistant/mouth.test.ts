import { describe, expect, it } from 'vitest';
import { between, outline, shapes, visemeAt } from './src/mouth.js';

describe('the mouth', () => {
  it('has a look of its own for each of the 15 visemes', () => {
    expect(new Set(Object.values(shapes).map(outline)).size).toBe(15);
  });

  it('follows the audio, and rests where there is nothing to say', () => {
    const visemes = [
      { v: 'PP', t: 0, d: 80 },
      { v: 'aa', t: 80, d: 120 },
      { v: 'SS', t: 300, d: 50 },
    ] as const;
    const heard = [0, 79, 80, 199, 200, 299.9, 300, 350].map((time) => visemeAt(visemes, time));
    expect(heard).toEqual(['PP', 'PP', 'aa', 'aa', 'sil', 'sil', 'SS', 'sil']);
  });

  it('glides from one shape to the next', () => {
    expect(between(shapes.sil, shapes.aa, 0)).toEqual(shapes.sil);
    expect(between(shapes.sil, shapes.aa, 1)).toEqual(shapes.aa);
    expect(between(shapes.sil, shapes.aa, 0.5).open).toBe(10);
  });
});
