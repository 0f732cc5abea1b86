import { marker } from './extras.mjs';

const PAGE = 'page_size=50';
const list = `/api/appointments/?${PAGE}`;

/**
 * What is asked of each contender. `paths` are taken one after the other; `rows` is from how many appointments on it
 * makes sense. `once` are requests that can be made but once, and `tagged` those that name the tag of what they change.
 */
export const operations = {
  profile: { title: 'own profile', paths: () => ['/api/auth/profile/'] },
  get: {
    title: 'appointment by id',
    paths: ({ appointments }) => appointments.map((id) => `/api/appointments/${id}/`),
  },
  list: { title: 'list of 50', paths: () => [list] },
  uncounted: {
    title: 'list of 50, floor without its count',
    paths: (_samples, { name }) => [['floor', 'express'].includes(name) ? `${list}&_count=known` : list],
  },
  deep: { title: 'list of 50, page 1,000', rows: 50_000, paths: () => [`${list}&page=1000`] },
  cursor: {
    title: 'list of 50, last cursor page',
    paths: ({ cursors }, { name }) => [`${list}&cursor=${cursors[name]}`],
  },
  filtered: {
    title: 'list of 50, filtered by doctor and status',
    paths: ({ doctors }) => doctors.map((doctor) => `${list}&doctor=${doctor}&status=completed`),
  },
  patients: { title: 'search of patients', paths: () => [`/api/auth/users/patients/?search=garc&${PAGE}`] },
  patientsSame: {
    title: 'search of patients, the same 50 matches',
    paths: () => [`/api/auth/users/patients/?search=${marker}&${PAGE}`],
  },
  searchSame: {
    title: 'search of appointments, the same 50 matches',
    paths: () => [`${list}&search=${marker}`],
  },
  slots: {
    title: 'free slots of a doctor',
    paths: ({ doctors, today }) =>
      doctors.map(
        (doctor) =>
          `/api/appointments/availability-slots/?doctor=${doctor}&is_available=true&date_from=${today}&${PAGE}`,
      ),
  },
  record: {
    title: 'medical record by id, audited',
    as: 'doctor',
    audited: true,
    paths: ({ records }) => records.map((id) => `/api/medical-records/${id}/`),
  },
  update: {
    title: 'update with If-Match',
    method: 'PUT',
    audited: true,
    tagged: true,
    paths: ({ changeable }) => changeable.map((id) => `/api/appointments/${id}/`),
    body: (_samples, number) => ({ notes: `Change ${number}` }),
  },
  book: {
    title: 'booking',
    method: 'POST',
    audited: true,
    once: true,
    paths: ({ slots }) => slots.map(() => '/api/appointments/'),
    body: ({ slots, patients }, number) => ({
      // Those who are booked at the same time are different ones.
      patient: patients[number % patients.length],
      doctor: slots[number].doctor,
      slot: slots[number].id,
      reason: 'Measured',
    }),
  },
};

/** The requests of an operation as they are sent, some of them where there are more. */
export function requestsOf(
  { method = 'GET', as = 'staff', ...operation },
  dataset,
  contender,
  from = 0,
  to = undefined,
) {
  const { samples, tokens } = dataset;
  return operation
    .paths(samples, contender)
    .slice(from, to)
    .map((path, index) => {
      const body = operation.body && JSON.stringify(operation.body(samples, from + index));
      return requestText({ method, path, token: tokens[as], port: contender.port, body });
    });
}

export function requestText({ method = 'GET', path, token, port, body }) {
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${token}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`] : []),
    '',
    body ?? '',
  ].join('\r\n');
}
