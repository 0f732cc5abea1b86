import { operations } from '../operations.mjs';
import { medianRatio } from '../statistics.mjs';
import { finder } from './find.mjs';

/** What the server has to show, and whether it does: `found` is undefined where this run did not look. */
export function mustShow(run) {
  const { ratio, growth } = finder(run);
  const countedAt = 100_000;
  const more = (what, found, wanted) => ({ what, wanted: `≥ ${wanted}`, found, isMet: found >= wanted });
  const less = (what, found, wanted) => ({ what, wanted: `≤ ${wanted}`, found, isMet: found <= wanted });
  const grown = ['list', 'filtered', 'patientsSame', 'searchSame', 'cursor'].map((name) => {
    const found = growth(name, 10_000, 1_000_000);
    return less(`p50 of ${operations[name].title}: 1,000,000 rows to 10,000`, found, 1.3);
  });
  const [get, record] = run.audited?.map(({ costs }) => costs) ?? [];
  const [early, late] = run.memory?.map(({ memoryMiB }) => memoryMiB) ?? [];
  return [
    more('appointment by id, to the floor', ratio('get', 'ours', 'floor'), 0.5),
    more('appointment by id, to Django REST framework', ratio('get', 'ours', 'django'), 10),
    more('list of 50, to the floor without its count', ratio('uncounted', 'ours', 'floor'), 0.6),
    more(
      'list of 50 at 100,000 rows, to Django REST framework, which counts',
      run.mainRows === countedAt ? ratio('list', 'ours', 'django') : undefined,
      20,
    ),
    more('booking, to the floor', ratio('book', 'ours', 'floor'), 0.6),
    ...grown,
    less(
      'medical record by id, audited, to appointment by id: processor time of server and PostgreSQL',
      get && record && medianRatio(record, get),
      2.5,
    ),
    less('resident memory after 100,000 requests, to that after 10,000', late / early, 1.2),
  ].map(({ found, isMet, ...line }) => (Number.isFinite(found) ? { ...line, found, isMet } : line));
}
