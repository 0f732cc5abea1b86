import { describe, expect, test } from 'vitest';
import * as z from 'zod/v4';
import { contract, operationsOf } from '../src/index.js';
import type { JsonSchema } from '../src/openapi.js';
import { described, document, successOf } from './described.js';
import { partsOf } from './schema-parts.js';

const operations = operationsOf(contract);
const { schemas } = document.components;

describe('schemas', () => {
  const requestRoots = operations.flatMap(({ id }) => {
    const { requestBody, parameters = [] } = described(id);
    const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
    return [...bodies, ...parameters.flatMap((parameter) => ('in' in parameter ? [parameter.schema] : []))];
  });
  const answerRoots = operations.flatMap(({ id }) =>
    Object.values(successOf(id).content ?? {}).map(({ schema }) => schema),
  );
  const inRequests = everyPart(requestRoots);
  const inAnswers = everyPart(answerRoots);

  test('with a name stand once, under it', () => {
    const copies = [...requestRoots, ...answerRoots, ...Object.values(schemas)]
      .flatMap((root) => partsOf(root).filter(({ schema }) => schema !== root || !isComponent(root)))
      .filter(({ schema }) => schema.properties ?? schema.enum)
      .map(({ schema }) => Object.keys(schemas).find((name) => isCopy(schema, schemas[name])))
      .filter((name) => name !== undefined);
    expect(copies).toEqual([]);
  });

  test('refer to one another at any depth', () => {
    expect(schemas.AppointmentPage?.properties?.results).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Appointment' },
    });
    expect(schemas.SignedIn?.properties?.user).toEqual({ $ref: '#/components/schemas/User' });
    expect(schemas.User?.properties?.role).toEqual({ $ref: '#/components/schemas/Role' });
    expect(schemas.Json?.anyOf).toContainEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Json' },
    });
  });

  test('stand twice only where a request differs from an answer', () => {
    const twofold = Object.keys(schemas).filter((name) => name.endsWith('Input'));
    expect(twofold).toContain('VitalSignsInput');
    for (const name of twofold) {
      const answered = schemas[name.replace(/Input$/, '')];
      expect(answered, name).toBeDefined();
      expect(schemas[name]).not.toEqual(answered);
    }
    const vitalSigns = schemas.MedicalRecordCreate?.properties?.vital_signs;
    expect(vitalSigns?.anyOf?.[0]).toEqual({ $ref: '#/components/schemas/VitalSignsInput' });
  });

  test('refuse unknown fields in requests, and bear them in answers', () => {
    const closed = (parts: readonly JsonSchema[]) =>
      parts.filter(({ properties }) => properties).map((part) => part.additionalProperties === false);
    expect(new Set(closed(inRequests))).toEqual(new Set([true]));
    expect(new Set(closed(inAnswers))).toEqual(new Set([false]));
  });

  test('keep formats, without the patterns that say the same', () => {
    expect(schemas.Appointment?.properties?.start_time).toMatchObject({
      type: 'string',
      format: 'date-time',
    });
    expect(schemas.AvailabilitySlotCreate?.properties?.start_time).toMatchObject({ format: 'date-time' });
    expect(schemas.UserCreate?.properties?.date_of_birth).toMatchObject({
      type: ['string', 'null'],
      format: 'date',
    });
    for (const part of [...inRequests, ...inAnswers]) {
      if (part.format === 'date-time' || part.format === 'date') expect(part).not.toHaveProperty('pattern');
    }
  });

  test("carry none of zod's own keywords", () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('$defs');
    expect(text).not.toContain('$schema');
    for (const part of [...inRequests, ...inAnswers]) {
      expect(part).not.toHaveProperty('id');
      expect(part).not.toHaveProperty('example');
      expect([part.minimum, part.maximum]).not.toContain(Number.MAX_SAFE_INTEGER);
    }
  });

  test('describe what the contract can only tell in words', () => {
    const upload = described('chat.voice').requestBody?.content['multipart/form-data'];
    expect(upload?.schema).toEqual({ $ref: '#/components/schemas/ChatVoiceUpload' });
    expect(schemas.ChatVoiceUpload?.properties?.audio).toMatchObject({ format: 'binary' });
    expect(schemas.AttachmentUpload?.properties?.file).toMatchObject({ format: 'binary' });
    expect(Object.keys(successOf('medicalRecords.getAttachment').content ?? {})).toEqual(['*/*']);
    for (const id of ['chat.send', 'events.list', 'avatar.speak'] as const) {
      expect(successOf(id).content).toHaveProperty('text/event-stream');
    }
  });

  test('of creating many users are those of creating one, as many as the contract takes', () => {
    const { users } = schemas.UserBulk?.properties ?? {};
    const { properties } = z.toJSONSchema(contract.users.bulk.body, { io: 'input' });
    expect(users).toMatchObject({
      ...Object(properties?.users),
      items: { $ref: '#/components/schemas/UserCreate' },
    });
  });
});

/** Every schema that these lead to, through references as well. */
function everyPart(roots: readonly JsonSchema[]): JsonSchema[] {
  const names = new Set<string>();
  const found: JsonSchema[] = [];
  const pending = [...roots];
  for (let root = pending.pop(); root; root = pending.pop()) {
    for (const { schema } of partsOf(root)) {
      found.push(schema);
      const name = schema.$ref?.replace('#/components/schemas/', '');
      const target = name === undefined ? undefined : schemas[name];
      if (name === undefined || !target || names.has(name)) continue;
      names.add(name);
      pending.push(target);
    }
  }
  return found;
}

function isComponent(schema: JsonSchema): boolean {
  return Object.values(schemas).includes(schema);
}

/** Whether a schema is a component written out again, whatever is said beside it. */
function isCopy(schema: JsonSchema, component: JsonSchema | undefined): boolean {
  if (!component || Object.keys(component.properties ?? component.enum ?? {}).length === 0) return false;
  const core = ({ type, properties, required, enum: values }: JsonSchema) =>
    JSON.stringify({ type, properties, required, values });
  return core(schema) === core(component);
}
