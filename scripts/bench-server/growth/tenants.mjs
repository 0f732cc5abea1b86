import { randomUUID } from 'node:crypto';
import { contendersOf, SECRET, startContender } from '../contenders.mjs';
import { makeDataset } from '../datasets.mjs';
import { fromServer } from '../from-server.mjs';
import { requestText } from '../operations.mjs';
import { withClient } from '../postgres.mjs';
import { end } from '../processes.mjs';
import { median, quantile } from '../statistics.mjs';
import { cloneHospitals } from './clone-hospitals.mjs';

const jwt = fromServer('jsonwebtoken');

const ROWS = 200;

/** What somebody of each tenant asks for; `ids` are those of the tenant. */
const asked = {
  get: ({ appointment }) => `/api/appointments/${appointment}/`,
  list: () => '/api/appointments/?page_size=50',
  filtered: ({ doctor }) => `/api/appointments/?page_size=50&doctor=${doctor}&status=completed`,
  patients: () => '/api/auth/users/patients/?search=garc&page_size=50',
  slots: ({ doctor }) =>
    `/api/appointments/availability-slots/?doctor=${doctor}&is_available=true&page_size=50`,
};

/** Latency with ever more hospitals of one size in a database, whose people ask in turn. */
export async function measureTenants({ load, postgres, folder, counts, connections, rounds, runMs }) {
  const made = await makeDataset(postgres, ROWS, folder, 0);
  const figures = [];
  try {
    for (const count of counts) {
      const tenants = await withClient(made.url, (client) => cloneHospitals(client, count));
      const server = await startContender('ours', contendersOf().ours, made);
      try {
        for (const [name, pathOf] of Object.entries(asked)) {
          const requests = tenants.map((tenant) =>
            requestText({ path: pathOf(tenant), token: tokenOf(tenant), port: server.port }),
          );
          const job = { connections, requests };
          await load.run(server, postgres, { ...job, warmUpMs: 0, count: 1500 });
          const found = [];
          for (let round = 0; round < rounds; round += 1) {
            found.push(await load.run(server, postgres, { ...job, warmUpMs: runMs / 4, runMs }));
          }
          figures.push({
            ...{ name, tenants: count, connections },
            perSecond: median(found.map(({ perSecond }) => perSecond)),
            p50: median(found.map(({ latencies }) => quantile(latencies, 0.5))),
          });
        }
      } finally {
        await end(server, 'SIGKILL');
      }
    }
    return figures;
  } finally {
    await postgres.dropDatabase(`bench_${ROWS}`);
  }
}

/** As our server signs them: signing in a thousand times would be measuring how passwords are hashed. */
function tokenOf({ staff, session }) {
  const claims = { sub: String(staff), sid: session, typ: 'access', jti: randomUUID() };
  return jwt.sign(claims, SECRET, {
    ...{ algorithm: 'HS256', issuer: 'medcor', audience: 'medcor-api', keyid: 'default', expiresIn: 3600 },
  });
}
