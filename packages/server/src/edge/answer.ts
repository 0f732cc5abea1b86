import type { Endpoint, ListMetadata } from '@medcor/contract';
import type { Page } from '../lists/page.js';
import type { EdgeRequest, EdgeResponse, FileAnswer, StreamAnswer } from './exchange.js';

/** The successful answer of an endpoint. */
export function answer(endpoint: Endpoint, request: EdgeRequest, output: unknown): EdgeResponse {
  const status = Number(Object.keys(endpoint.success)[0]);
  const { list } = endpoint.metadata;
  if (isStream(output)) return answerStream(output);
  if (list) return answerPage(list, request, output as Page<unknown>);
  if (isFile(output)) return answerFile(output);
  if (status === 204) return { status, headers: {}, body: null };
  return answerJson(status, output);
}

export function answerJson(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): EdgeResponse {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

function answerPage(list: ListMetadata, request: EdgeRequest, page: Page<unknown>): EdgeResponse {
  const { next, previous } = neighbours(request, page);
  const headers: Record<string, string> = {};
  if (page.nextCursor) headers['X-Next-Cursor'] = page.nextCursor;
  if (list.answer === 'page') {
    return answerJson(200, { count: page.total, next, previous, results: page.rows }, headers);
  }
  headers['X-Total-Count'] = String(page.total);
  const links = [next && `<${next}>; rel="next"`, previous && `<${previous}>; rel="prev"`].filter(Boolean);
  if (links.length > 0) headers.Link = links.join(', ');
  return answerJson(200, page.rows, headers);
}

/** The absolute addresses of the pages beside this one; every other parameter is kept. */
function neighbours(request: EdgeRequest, page: Page<unknown>) {
  const address = (parameter: 'page' | 'cursor', value: string) => {
    const parameters = new URLSearchParams(request.search);
    parameters.set(parameter, value);
    return `${request.baseUrl}${request.path}?${parameters}`;
  };
  if (page.page === null) {
    return { next: page.nextCursor && address('cursor', page.nextCursor), previous: null };
  }
  const lastPage = Math.max(1, Math.ceil(page.total / page.pageSize));
  return {
    next: page.nextCursor && address('page', String(page.page + 1)),
    previous: page.page > 1 ? address('page', String(Math.min(page.page - 1, lastPage))) : null,
  };
}

export function isStream(output: unknown): output is StreamAnswer {
  return typeof output === 'object' && output !== null && 'serverSentEvents' in output;
}

/** Nothing on the way may keep events back: some proxies do unless they are told, by a header of nginx, not to. */
function answerStream({ serverSentEvents }: StreamAnswer): EdgeResponse {
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
    body: serverSentEvents,
  };
}

function isFile(output: unknown): output is FileAnswer {
  return typeof output === 'object' && output !== null && 'content' in output && 'contentType' in output;
}

function answerFile(file: FileAnswer): EdgeResponse {
  const ascii = file.filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return {
    status: 200,
    headers: {
      'Content-Type': file.contentType,
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeRfc5987(file.filename)}`,
      'X-Content-Type-Options': 'nosniff',
    },
    body: file.content,
  };
}

/** RFC 5987: a header parameter in UTF-8. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
