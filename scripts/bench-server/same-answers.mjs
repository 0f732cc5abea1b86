import assert from 'node:assert/strict';
import { operations, requestsOf } from './operations.mjs';
import { openConnection } from './raw-connection.mjs';

/** How many requests of each operation are compared. */
const COMPARED = 3;

/**
 * Fails unless every contender answers the same as ours: the same fields of the same rows, and from those written by
 * hand the same bytes. Takes the samples' slots up to the number that it answers.
 */
export async function assertSameAnswers(contenders, dataset, names) {
  const [ours, ...others] = contenders;
  let taken = 0;
  for (const name of names) {
    const operation = operations[name];
    for (let index = 0; index < COMPARED; index += 1) {
      const expected = await answerOf(operation, ours, dataset, operation.once ? taken++ : index);
      if (expected === undefined) break;
      for (const other of others) {
        const found = await answerOf(operation, other, dataset, operation.once ? taken++ : index);
        compare(operation, other, expected, found);
      }
    }
  }
  return taken;
}

function compare(operation, { name, title }, expected, found) {
  const isWritten = operation.once || operation.tagged;
  const what = `${title}: ${operation.title}`;
  const shown = isWritten ? withoutChanging : (answer) => answer;
  assert.deepEqual(shown(JSON.parse(found)), shown(JSON.parse(expected)), `${what} is answered otherwise`);
  if (name !== 'django' && !isWritten) assert.equal(found, expected, `${what} is answered in other bytes`);
}

/** What no two bookings, and no two changes, have in common. */
function withoutChanging({ id, slot, patient, doctor, created_at, updated_at, ...rest }) {
  for (const given of [id, slot, patient, doctor]) assert.equal(typeof given, 'number');
  for (const at of [created_at, updated_at]) assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const { patient_name, doctor_name, start_time, end_time, ...same } = rest;
  for (const text of [patient_name, doctor_name, start_time, end_time]) assert.equal(typeof text, 'string');
  return same;
}

/** The body, with the port of the contender taken out of its links. */
async function answerOf(operation, contender, dataset, index) {
  const [request] = requestsOf(operation, dataset, contender, index, index + 1);
  if (request === undefined) return undefined;
  const connection = await openConnection(contender.port);
  try {
    let sent = request;
    if (operation.tagged) {
      const [read] = requestsOf(
        { ...operation, method: 'GET', body: undefined },
        dataset,
        contender,
        index,
        index + 1,
      );
      const tag = (await connection.ask(read)).header('etag');
      sent = request.replace('\r\n', `\r\nIf-Match: ${tag}\r\n`);
    }
    const answer = await connection.ask(sent);
    const body = answer.body().replaceAll(`:${contender.port}/`, ':port/');
    assert.ok(
      answer.status < 300,
      `${contender.title} answers ${answer.status} to ${sent}\n${body}\n${contender.said()}`,
    );
    return JSON.stringify(withSortedLinks(JSON.parse(body)));
  } finally {
    connection.close();
  }
}

/** Each puts the parameters of its links in an order of its own. */
function withSortedLinks(body) {
  if (body === null || typeof body !== 'object' || !('next' in body)) return body;
  const sorted = (link) => {
    if (link === null) return null;
    const url = new URL(link.replace(':port/', '/'));
    url.searchParams.sort();
    return url.href;
  };
  return { ...body, next: sorted(body.next), previous: sorted(body.previous) };
}
