import { type Endpoint, type ErrorDetails, validationDetails } from '@medcor/contract';
import type * as z from 'zod/v4';
import { ApiError, invalidField } from './api-error.js';
import { isMultipart } from './body-faults.js';
import type { EdgeRequest, UploadedContent } from './exchange.js';
import { findUnsafeText } from './unsafe-text.js';

/** The largest JSON body, in bytes. */
export const MAX_JSON_BYTES = 1024 * 1024;

export interface ParsedInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The file of a body that came as a form. */
  readonly upload?: UploadedContent;
}

/** Validates values that are given as such. Throws `400 VALIDATION_ERROR` with every field at fault. */
export function parseValues(endpoint: Endpoint, values: Partial<ParsedInput>): ParsedInput {
  const details: ErrorDetails = {};
  const params = validate(endpoint.pathParams, values.params ?? {}, details);
  const query = validate(endpoint.query, values.query ?? {}, details, 'Unknown parameter.');
  const body = endpoint.body ? validate(endpoint.body, values.body ?? {}, details) : undefined;
  if (Object.keys(details).length > 0) throw new ApiError('VALIDATION_ERROR', { details });
  return { params, query, body };
}

/**
 * Reads and validates all that a request carries against its endpoint's schemas.
 * Throws `400 VALIDATION_ERROR` with every field at fault, `400 MALFORMED_JSON`, `413` or `415`.
 */
export async function parseInput(
  endpoint: Endpoint,
  request: EdgeRequest,
  rawParams: Record<string, string>,
): Promise<ParsedInput> {
  const details: ErrorDetails = {};
  const params = validate(endpoint.pathParams, coerce(endpoint.pathParams, rawParams), details);
  const query = validate(
    endpoint.query,
    coerce(endpoint.query, queryValues(request.search)),
    details,
    'Unknown parameter.',
  );
  const { upload } = endpoint.metadata;
  if (upload && isMultipart(request.header('content-type'))) {
    const { fields, file } = await request.readForm(upload.field, upload.maxBytes);
    const values = coerce(upload.fields, fields);
    // What takes the place of the file is what the JSON body has in its place.
    const body = validate(file ? upload.fields : endpoint.body, values, details);
    if (Object.keys(details).length > 0) throw new ApiError('VALIDATION_ERROR', { details });
    return { params, query, body, ...(file && { upload: file }) };
  }
  const isJson = endpoint.body && endpoint.contentType !== 'multipart/form-data';
  const sent = isJson ? withRowsApart(endpoint.metadata.rows, await readJson(request)) : undefined;
  const body = isJson ? validate(endpoint.body, sent, details) : undefined;
  if (Object.keys(details).length > 0) throw new ApiError('VALIDATION_ERROR', { details });
  return { params, query, body };
}

function validate(
  schema: z.ZodType | undefined,
  value: unknown,
  details: ErrorDetails,
  unknownKey = 'Unknown field.',
): unknown {
  const unsafe = findUnsafeText(value);
  if (unsafe) {
    details[unsafe.path] = [unsafe.message];
    return undefined;
  }
  if (!schema) {
    for (const key of Object.keys(value ?? {})) details[key] = [unknownKey];
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  Object.assign(details, validationDetails(result.error, unknownKey));
  return undefined;
}

/**
 * A body with rows that stand each for itself: instead of a row that nothing should be given, there is the
 * {@link ApiError} to tell of it, for whoever takes the rows one by one.
 */
function withRowsApart(field: string | null, body: unknown): unknown {
  const rows = field === null ? undefined : Object(body)[field];
  if (field === null || !Array.isArray(rows)) return body;
  const depthOfRows = 2;
  const apart = rows.map((row: unknown) => {
    const unsafe = findUnsafeText(row, depthOfRows);
    return unsafe ? invalidField(unsafe.path, unsafe.message) : row;
  });
  return { ...Object(body), [field]: apart };
}

/** Every value of a query string; a name that occurs more than once gives an array. */
function queryValues(search: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(search);
  // Not assigned one by one: a parameter called `__proto__` would be swallowed.
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const all = parameters.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? '')];
    }),
  );
}

/**
 * Turns the strings of a path or a query into what the schema declares: numbers and booleans (`true/false/1/0/
 * yes/no` in any case). What does not look like one is left as it is, for the schema to refuse.
 */
function coerce(schema: z.ZodObject | undefined, values: Readonly<Record<string, string | string[]>>) {
  if (!schema) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const declared = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
      return [name, declared && typeof value === 'string' ? coerceTo(baseType(declared), value) : value];
    }),
  );
}

function coerceTo(type: string, value: string): unknown {
  if (type === 'number' && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  if (type === 'boolean') {
    if (/^(?:true|1|yes)$/i.test(value)) return true;
    if (/^(?:false|0|no)$/i.test(value)) return false;
  }
  return value;
}

function baseType(schema: z.core.$ZodType): string {
  const { def } = schema._zod;
  return 'innerType' in def ? baseType(def.innerType as z.core.$ZodType) : def.type;
}

async function readJson(request: EdgeRequest): Promise<unknown> {
  const bytes = await request.readBody(MAX_JSON_BYTES);
  if (bytes.length === 0) return {};
  const type = request.header('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new ApiError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body as application/json in UTF-8.' });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ApiError('MALFORMED_JSON', { cause });
  }
}
