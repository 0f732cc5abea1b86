import { sameJson } from '../medical-records/same-json.js';

/** Whether anything of a resource is different but the time of its change. */
export function hasChanged(before: object, after: object): boolean {
  return !sameJson({ ...before, updated_at: null }, { ...after, updated_at: null });
}
