import { randomUUID } from 'node:crypto';
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerJson } from '../edge/answer.js';
import { ApiError } from '../edge/api-error.js';

/** Answers what is not HTTP, or comes too slowly to wait for, with the error envelope, and closes the connection. */
export function refuseBrokenRequests(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    const isAnswering = answer?.headersSent && !answer.writableFinished;
    // A second answer in the middle of another would be read as a part of that.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) socket.destroy();
    else socket.end(refusal(error.code));
  });
}

function refusal(code: string | undefined): string {
  const requestId = randomUUID();
  const error = new ApiError('VALIDATION_ERROR', { message: messageFor(code) });
  const { status, headers, body } = answerJson(error.status, error.toBody(requestId));
  const length = Buffer.byteLength(String(body));
  const all = { ...headers, 'Content-Length': length, 'X-Request-Id': requestId, Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

function messageFor(code: string | undefined): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'The request took too long to arrive.';
  if (code === 'HPE_HEADER_OVERFLOW') return 'The headers of the request are too large.';
  return 'The request is not valid HTTP.';
}
