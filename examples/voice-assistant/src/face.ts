import type { Viseme } from '@medcor/sdk';
import { part } from './dom.js';
import { between, inside, outline, type Shape, shapes, type VisemeName, visemeAt } from './mouth.js';

/** How quickly the mouth glides into its next shape. */
const GLIDE_MS = 35;

export type Face = ReturnType<typeof createFace>;

/** The drawing of a face, whose mouth follows what is heard. */
export function createFace() {
  const mouth = part('mouth', SVGPathElement);
  const hole = part('mouth-inside', SVGPathElement);
  const lips = part('lips', SVGPathElement);
  const teeth = part('teeth', SVGRectElement);
  const tongue = part('tongue', SVGEllipseElement);
  const wantsStillness = matchMedia('(prefers-reduced-motion: reduce)');
  let shown: Shape = shapes.sil;
  let frame = 0;

  function draw(viseme: VisemeName, shape: Shape): void {
    shown = shape;
    const path = outline(shape);
    for (const each of [mouth, hole, lips]) each.setAttribute('d', path);
    const { teethEnd, tongueTop } = inside(shape);
    teeth.setAttribute('height', String(teethEnd - teeth.y.baseVal.value));
    tongue.setAttribute('cy', String(tongueTop + tongue.ry.baseVal.value));
    mouth.dataset.viseme = viseme;
  }

  function rest(): void {
    cancelAnimationFrame(frame);
    draw('sil', shapes.sil);
  }

  rest();
  return {
    rest,
    /** Speaks along with the audio, until it is told to rest. */
    follow(audio: HTMLAudioElement, visemes: readonly Viseme[]): void {
      cancelAnimationFrame(frame);
      // That it speaks is seen, but nothing moves, where its owner has asked for stillness.
      if (wantsStillness.matches) {
        draw('E', shapes.E);
        return;
      }
      let last = performance.now();
      const step = (now: number) => {
        const viseme = visemeAt(visemes, audio.currentTime * 1000);
        draw(viseme, between(shown, shapes[viseme], 1 - Math.exp((last - now) / GLIDE_MS)));
        last = now;
        frame = requestAnimationFrame(step);
      };
      frame = requestAnimationFrame(step);
    },
  };
}
