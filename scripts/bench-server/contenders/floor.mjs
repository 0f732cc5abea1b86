/** The floor: what `node:http` and `pg` cost when nothing is general. Settings come by the environment. */
import { createServer } from 'node:http';
import { createAnswers } from './answers.mjs';
import { createSignIn } from './sign-in.mjs';
import { openStore } from './store.mjs';

const { PORT, DATABASE_URL, DATABASE_POOL_MAX, JWT_SECRET } = process.env;
const store = openStore({ url: DATABASE_URL, max: Number(DATABASE_POOL_MAX) });
const identify = createSignIn(store, JWT_SECRET);
const answers = createAnswers(store);

/** With an id behind them, and without. */
const routes = {
  'GET /api/auth/profile/': answers.profile,
  'GET /api/auth/users/patients/': answers.patients,
  'GET /api/appointments/availability-slots/': answers.freeSlots,
  'GET /api/appointments/': answers.appointments,
  'POST /api/appointments/': answers.book,
  'GET /api/appointments/:id/': answers.appointment,
  'PUT /api/appointments/:id/': answers.update,
  'GET /api/medical-records/:id/': answers.record,
};

const server = createServer(async (request, response) => {
  try {
    const [path, search = ''] = request.url.split('?');
    const id = /\/(\d+)\/$/.exec(path)?.[1];
    const route = routes[`${request.method} ${id ? path.replace(`/${id}/`, '/:id/') : path}`];
    if (!route) return void response.writeHead(404).end();
    const answer = await route({
      actor: await identify(request.headers.authorization),
      id: Number(id),
      path,
      query: new URLSearchParams(search),
      host: request.headers.host,
      ip: request.socket.remoteAddress,
      ifMatch: request.headers['if-match'],
      body: request.method === 'GET' ? undefined : JSON.parse(await textOf(request)),
    });
    response.writeHead(answer.status, {
      ...answer.headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(answer.body),
    });
    response.end(answer.body);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(error.status ?? 500, { 'Content-Length': 0 }).end();
  }
});
server.listen(Number(PORT), '127.0.0.1');

function textOf(request) {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.once('end', () => resolve(text));
    request.once('error', reject);
  });
}
