import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** What the hand-written contenders do for each operation; what brings the request and the answer is not theirs. */
export function createAnswers({ ask, transaction }) {
  /** Counts that a contender is told to take as known, to show a list without its count. */
  const known = new Map();

  const counted = async (query, name, values) => {
    if (!query.has('_count')) return (await ask(name, values))[0].total;
    const key = JSON.stringify([name, values]);
    if (!known.has(key)) known.set(key, (await ask(name, values))[0].total);
    return known.get(key);
  };

  const listed = async (request, { query, page = 1 }, fetched, [countName, ...values]) => {
    const rows = fetched.slice(0, 50);
    const showsTheEnd = fetched.length <= 50 && page !== null;
    const count = showsTheEnd ? (page - 1) * 50 + rows.length : await counted(query, countName, values);
    const link = (number) => {
      const parameters = new URLSearchParams(query);
      parameters.delete('_count');
      parameters.set('page', String(number));
      return `http://${request.host}${request.path}?${parameters}`;
    };
    const next = fetched.length > 50 ? link((page ?? 0) + 1) : null;
    const previous = page !== null && page > 1 ? link(page - 1) : null;
    return json(200, { count, next, previous, results: rows });
  };

  return {
    async profile({ actor }) {
      const [account] = await ask('profile', [actor.id]);
      return json(200, { ...account, ...noClinicalFields });
    },

    async appointment({ actor, id }) {
      const [appointment] = await ask('appointment', [actor.hospital, id]);
      return appointment ? tagged(appointment) : json(404, null);
    },

    async appointments(request) {
      const { actor, query } = request;
      const { hospital } = actor;
      if (query.has('cursor')) {
        const [start, id] = JSON.parse(Buffer.from(query.get('cursor'), 'base64url').toString());
        const rows = await ask('pageBehind', [hospital, start, id]);
        return listed(request, { query, page: null }, rows, ['count', hospital]);
      }
      if (query.has('search')) {
        const pattern = patternOf(query.get('search'));
        const rows = await ask('searched', [hospital, pattern]);
        return listed(request, { query }, rows, ['countSearched', hospital, pattern]);
      }
      if (query.has('doctor')) {
        const filter = [hospital, Number(query.get('doctor')), query.get('status')];
        return listed(request, { query }, await ask('filtered', filter), ['countFiltered', ...filter]);
      }
      const page = Number(query.get('page') ?? 1);
      const rows = await ask('page', [hospital, (page - 1) * 50]);
      return listed(request, { query, page }, rows, ['count', hospital]);
    },

    async patients({ actor, query }) {
      const values = [actor.hospital, patternOf(query.get('search'))];
      const fetched = await ask('patients', values);
      const rows = fetched.slice(0, 50);
      const total = fetched.length > 50 ? await counted(query, 'countPatients', values) : rows.length;
      return json(200, rows, { 'X-Total-Count': String(total) });
    },

    async freeSlots(request) {
      const { actor, query } = request;
      const values = [actor.hospital, Number(query.get('doctor')), query.get('date_from')];
      return listed(request, { query }, await ask('freeSlots', values), ['countFreeSlots', ...values]);
    },

    async book(request) {
      const { actor, body } = request;
      const { hospital } = actor;
      const booked = await transaction(async (ask) => {
        await ask('lockBooking', [body.slot, body.patient]);
        const [place] = await ask('bookable', [hospital, body.slot, body.patient, body.doctor]);
        if (!place?.patient_is || !place.doctor_is || place.doctor !== body.doctor) return undefined;
        if (!place.is_open || place.is_held || place.is_busy) return undefined;
        const now = new Date().toISOString();
        const { reason } = body;
        const [appointment] = await ask('book', [
          ...[hospital, body.patient, body.doctor, body.slot, reason],
          ...[place.start_time, place.end_time, reason.toLowerCase(), now],
        ]);
        await record(ask, request, 'create', 'appointment.created', appointment);
        return appointment;
      });
      return booked ? json(201, booked) : json(409, null);
    },

    async update(request) {
      const { actor, id, body, ifMatch } = request;
      const changed = await transaction(async (ask) => {
        const [before] = await ask('lockAppointment', [actor.hospital, id]);
        if (!before || tagOf(JSON.stringify(before)) !== ifMatch) return undefined;
        const [after] = await ask('update', [actor.hospital, id, body.notes, new Date().toISOString()]);
        if (after) await record(ask, request, 'update', 'appointment.updated', after);
        return after;
      });
      return changed ? tagged(changed) : json(412, null);
    },

    async record(request) {
      const { actor, id } = request;
      const { hospital } = actor;
      const found = await transaction(async (ask) => {
        await ask('enter', [String(hospital)]);
        const [entry] = await ask('record', [hospital, id]);
        if (!entry || entry.is_confidential) return undefined;
        const attachments = await ask('attachments', [hospital, id]);
        await audit(ask, request, 'read', 'medical_record', entry);
        return { ...entry, attachments };
      });
      return found ? tagged(found) : json(404, null);
    },
  };
}

const noClinicalFields = {
  blood_type: null,
  allergies: null,
  medical_conditions: null,
  current_medications: null,
};

function patternOf(search) {
  return `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

async function record(ask, request, action, type, appointment) {
  const { id, hospital, patient, doctor, status, start_time, end_time } = appointment;
  const data = { id, hospital, patient, doctor, status, start_time, end_time };
  const event = { id: `evt_${randomBytes(13).toString('hex').toUpperCase()}`, type, hospital, data };
  const created_at = new Date().toISOString();
  const payload = JSON.stringify({ ...event, created_at });
  await ask('event', [event.id, hospital, type, JSON.stringify(data), created_at, payload]);
  await audit(ask, request, action, 'appointment', appointment);
}

function audit(ask, { actor, ip }, action, resource, { id, patient, hospital }) {
  const at = new Date().toISOString();
  const who = [at, actor.id, actor.role];
  return ask('audit', [...who, action, resource, String(id), patient, hospital, ip, randomUUID()]);
}

function tagOf(body) {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
}

function tagged(resource) {
  const body = JSON.stringify(resource);
  return { status: 200, headers: { ETag: tagOf(body) }, body };
}

function json(status, content, headers = {}) {
  return { status, headers, body: JSON.stringify(content) };
}
