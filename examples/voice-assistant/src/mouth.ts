import type { Viseme } from '@medcor/sdk';

export type VisemeName = Viseme['v'];

/** How a mouth is held, in the units of the drawing. */
export interface Shape {
  /** From one corner to the other. */
  readonly width: number;
  /** Between the lips. */
  readonly open: number;
  /** How much of the upper teeth shows. */
  readonly teeth: number;
  /** How far the tongue is raised. */
  readonly tongue: number;
}

const shape = (width: number, open: number, teeth = 0, tongue = 0): Shape => ({ width, open, teeth, tongue });

/** The 15 mouth shapes that the server names. */
export const shapes: Readonly<Record<VisemeName, Shape>> = {
  sil: shape(26, 1),
  PP: shape(21, 0),
  FF: shape(25, 5, 4),
  TH: shape(25, 8, 2, 5),
  DD: shape(26, 9, 3, 4),
  kk: shape(25, 10, 2),
  CH: shape(18, 9, 5),
  SS: shape(28, 6, 4),
  nn: shape(25, 7, 2, 4),
  RR: shape(19, 9, 2, 3),
  aa: shape(25, 19, 4, 5),
  E: shape(29, 11, 4, 3),
  I: shape(31, 8, 4, 2),
  O: shape(19, 16, 0, 3),
  U: shape(13, 10),
};

/** What the mouth does at a moment of the audio; it rests before, after and in gaps. */
export function visemeAt(visemes: readonly Viseme[], milliseconds: number): VisemeName {
  return visemes.find(({ t, d }) => t <= milliseconds && milliseconds < t + d)?.v ?? 'sil';
}

/** A part of the way from one shape to another: mouths glide. */
export function between(from: Shape, to: Shape, part: number): Shape {
  const mix = (name: keyof Shape) => from[name] + (to[name] - from[name]) * part;
  return shape(mix('width'), mix('open'), mix('teeth'), mix('tongue'));
}

/** Between the corners of the mouth. */
const CENTRE = { x: 50, y: 66 };
/** A closed mouth smiles a little. */
const SMILE = 3;
/** A curve of this kind goes so far towards what pulls it. */
const REACH = 0.75;

/** How far from the corners the lips are pulled to. */
function pulls({ open }: Shape): { upper: number; lower: number } {
  return { upper: SMILE - open * 0.45, lower: SMILE + open * 0.9 };
}

/** The outline of the lips. */
export function outline(shape: Shape): string {
  const { width } = shape;
  const [left, right] = [CENTRE.x - width / 2, CENTRE.x + width / 2];
  // A wide mouth has sharp corners, a small one is round.
  const bend = (width - 16) * 0.4;
  const { upper, lower } = pulls(shape);
  const points = [
    [left, 0],
    [left + bend, upper],
    [right - bend, upper],
    [right, 0],
    [right - bend, lower],
    [left + bend, lower],
    [left, 0],
  ].map(([x = 0, y = 0]) => `${x.toFixed(1)} ${(CENTRE.y + y).toFixed(1)}`);
  const [start, ...curves] = points;
  return `M${start}C${curves.join(' ')}Z`;
}

/** Where the teeth end below the upper lip, and the tongue begins above the lower one. */
export function inside(shape: Shape): { teethEnd: number; tongueTop: number } {
  const { upper, lower } = pulls(shape);
  return {
    teethEnd: CENTRE.y + upper * REACH + shape.teeth,
    tongueTop: CENTRE.y + lower * REACH - shape.tongue,
  };
}
