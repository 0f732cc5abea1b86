import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../cli-errors.js';
import { readFile } from '../input.js';
import type { Refused } from './import-file.js';

/** What an import is of, and where to: one that is resumed has to be the same. */
export interface Origin {
  readonly what: string;
  readonly sha256: string;
  readonly profile: string;
  readonly base_url: string;
}

/** What an import that was interrupted goes on with. */
export interface Checkpoint extends Origin {
  /** Of this import, in the keys of its calls: the same file may be imported again, and is not answered as before. */
  readonly run: string;
  /** How many lines have been sent, and answered. */
  readonly done: number;
  readonly created: number;
  readonly refused: readonly Refused[];
}

const placeOf = (file: string) => `${file}.medcor-import.json`;

/** Begins an import, or goes on with the one that was interrupted. */
export function openCheckpoint(
  file: string,
  origin: Origin,
  { isResumed, refused }: { isResumed: boolean; refused: readonly Refused[] },
): Checkpoint {
  const place = placeOf(file);
  if (isResumed && existsSync(place)) return resumed(file, JSON.parse(readFile(place)), origin);
  const checkpoint = { ...origin, run: randomUUID(), done: 0, created: 0, refused };
  try {
    // Of two that begin at once, one does.
    writeFileSync(place, JSON.stringify(checkpoint), { flag: 'wx' });
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error;
    throw new UsageError(
      `An import of ${file} was interrupted, or is under way: add --resume, or remove ${place} to begin anew.`,
    );
  }
  return checkpoint;
}

function resumed(file: string, checkpoint: Checkpoint, origin: Origin): Checkpoint {
  if (checkpoint.sha256 !== origin.sha256)
    throw new UsageError(`${file} is not what it was when its import was interrupted.`);
  const { what, profile, base_url } = checkpoint;
  if (what !== origin.what || profile !== origin.profile || base_url !== origin.base_url) {
    throw new UsageError(
      `What was interrupted is an import of ${what} into ${base_url}, of the profile "${profile}".`,
    );
  }
  return checkpoint;
}

/** Whole or not at all, also when it is killed in the middle. */
export function saveCheckpoint(file: string, checkpoint: Checkpoint): void {
  const place = placeOf(file);
  writeFileSync(`${place}.new`, JSON.stringify(checkpoint));
  renameSync(`${place}.new`, place);
}

export function removeCheckpoint(file: string): void {
  rmSync(placeOf(file), { force: true });
}
