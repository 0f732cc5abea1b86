import type * as z from 'zod/v4';
import { readsOneResource } from '../operations.js';
import type { Endpoint } from '../shared/endpoint.js';
import { ErrorBody, type ErrorCode, errorCodes } from '../shared/errors.js';
import { NoContent } from '../shared/fields.js';
import type { OpenApiMediaType, OpenApiResponse, Reference } from './document.js';
import { errorHeaders, notModifiedHeaders, successHeaders } from './headers.js';
import type { JsonSchemas } from './json-schemas.js';
import type { SecondForms } from './second-forms.js';

/** The name under which the errors of a status stand in `components.responses`. */
const errorNames: Readonly<Record<(typeof errorCodes)[ErrorCode]['status'], string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableEntity',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

const successDescriptions: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted.',
  204: 'Done; nothing is answered.',
};

/** The answers that many endpoints share: one for each error status, and `304 Not Modified`. */
export function sharedResponses(
  endpoints: readonly Endpoint[],
  schemas: JsonSchemas,
): Record<string, OpenApiResponse> {
  const codes = [...new Set(endpoints.flatMap(({ metadata }) => metadata.errors))];
  const schema = schemas.answered(ErrorBody);
  const shared = [...byStatus(codes)].map(([status, ofStatus]): [string, OpenApiResponse] => [
    errorNames[status],
    {
      description: `Error codes: ${ofStatus.map((code) => `\`${code}\``).join(', ')}.`,
      headers: errorHeaders(status),
      content: { 'application/json': { schema, examples: errorExamples(ofStatus) } },
    },
  ]);
  return Object.fromEntries([
    ['NotModified', { description: 'You have this version already.', headers: notModifiedHeaders }],
    ...shared,
  ]);
}

function errorExamples(codes: readonly ErrorCode[]) {
  const example = (code: ErrorCode): ErrorBody => {
    const { message } = errorCodes[code];
    const details = code === 'VALIDATION_ERROR' ? { 'vital_signs.heart_rate': ['Expected a number.'] } : {};
    return { error: { code, message, details, request_id: '0b0f6a52-6a5f-4c8e-9d6e-3f5b1c2d4e6f' } };
  };
  return Object.fromEntries(
    codes.map((code) => [code, { summary: errorCodes[code].message, value: example(code) }]),
  );
}

/** Every answer of an endpoint, by status. */
export function responsesOf(endpoint: Endpoint, schemas: JsonSchemas, forms: SecondForms) {
  const responses: Record<string, OpenApiResponse | Reference> = {};
  for (const [status, schema] of Object.entries(endpoint.success)) {
    responses[status] = success(endpoint, status, schema, schemas, forms);
  }
  if (readsOneResource(endpoint)) responses[304] = { $ref: '#/components/responses/NotModified' };
  for (const [status, codes] of byStatus(endpoint.metadata.errors)) {
    const description = codes.map((code) => `\`${code}\`: ${errorCodes[code].message}`).join('\n\n');
    responses[status] = { $ref: `#/components/responses/${errorNames[status]}`, description };
  }
  return responses;
}

function success(
  endpoint: Endpoint,
  status: string,
  schema: z.ZodType,
  schemas: JsonSchemas,
  forms: SecondForms,
): OpenApiResponse {
  const description = successDescriptions[status];
  if (!description) throw new Error(`There is no description of the status ${status}.`);
  const headers = successHeaders(endpoint);
  if (schema === NoContent) return { description, headers };
  const answered = schemas.answered(schema);
  // A file comes under the type that its content has.
  const mediaType = answered.format === 'binary' ? '*/*' : 'application/json';
  const { response: example } = endpoint.metadata.examples;
  const media: OpenApiMediaType = { schema: answered, ...(example !== undefined && { example }) };
  return { description, headers, content: { [mediaType]: media, ...forms.answer } };
}

function byStatus(codes: readonly ErrorCode[]) {
  const statuses = new Map<(typeof errorCodes)[ErrorCode]['status'], ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorCodes[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return new Map([...statuses].sort(([a], [b]) => a - b));
}
