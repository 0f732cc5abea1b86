/** The floor's answers behind a bare Express: what the framework costs. Settings come by the environment. */
import { fromServer } from '../from-server.mjs';
import { createAnswers } from './answers.mjs';
import { createSignIn } from './sign-in.mjs';
import { openStore } from './store.mjs';

const express = fromServer('express');

const { PORT, DATABASE_URL, DATABASE_POOL_MAX, JWT_SECRET } = process.env;
const store = openStore({ url: DATABASE_URL, max: Number(DATABASE_POOL_MAX) });
const identify = createSignIn(store, JWT_SECRET);
const answers = createAnswers(store);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json());
app.use(async (request, _response, next) => {
  request.actor = await identify(request.headers.authorization);
  next();
});

const route = (answerOf) => async (request, response) => {
  const answer = await answerOf({
    actor: request.actor,
    id: Number(request.params.id),
    path: request.path,
    query: new URLSearchParams(request.query),
    host: request.headers.host,
    ip: request.ip,
    ifMatch: request.headers['if-match'],
    body: request.body,
  });
  response.status(answer.status).set(answer.headers).type('json').send(answer.body);
};

app.get('/api/auth/profile/', route(answers.profile));
app.get('/api/auth/users/patients/', route(answers.patients));
app.get('/api/appointments/availability-slots/', route(answers.freeSlots));
app.get('/api/appointments/', route(answers.appointments));
app.post('/api/appointments/', route(answers.book));
app.get('/api/appointments/:id/', route(answers.appointment));
app.put('/api/appointments/:id/', route(answers.update));
app.get('/api/medical-records/:id/', route(answers.record));

app.use((error, _request, response, _next) => {
  process.stderr.write(`${error.stack}\n`);
  response.status(error.status ?? 500).end();
});
app.listen(Number(PORT), '127.0.0.1');
