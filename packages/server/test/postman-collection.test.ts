import { contract, operationsOf } from '@medcor/contract';
import { openApiDocument } from '@medcor/contract/openapi';
import newman from 'newman';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postmanCollection } from '../src/docs/postman-collection.js';
import type { PostmanCollection, PostmanItem } from '../src/docs/postman-format.js';
import { openTestApi, type TestApi } from '../testing/test-api.js';

/** Runs a folder as Postman does; answers the status of each request, and what went wrong. */
function run(collection: object, folder: string, baseUrl: string) {
  const envVar = [{ key: 'base_url', value: baseUrl }];
  return new Promise<{ statuses: Record<string, number | undefined>; failures: string[] }>(
    (resolve, reject) => {
      newman.run({ collection, folder, envVar }, (error, summary) => {
        if (error) return reject(error);
        const { executions, failures } = summary.run;
        resolve({
          statuses: Object.fromEntries(executions.map(({ item, response }) => [item.name, response?.code])),
          failures: failures.map(({ source, error }) => `${source?.name}: ${error.message}`),
        });
      });
    },
  );
}

describe('the quick start of the collection that a fresh server serves', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await openTestApi('the embedded database');
  });
  afterAll(() => api.close());

  it('runs from an empty installation to a prescription, and tells when it cannot', async () => {
    const collection = await api.get('/static/medcor-api.postman_collection.json');
    expect(await run(collection, 'Quick start', api.url)).toEqual({
      statuses: {
        '1.1 Create a hospital': 201,
        '2.1 Register the first admin': 201,
        '2.2 Sign in': 200,
        '3.1 Create a doctor': 201,
        '3.2 Assign cardiology to the doctor': 201,
        '3.3 Create a patient': 201,
        '4.1 Open a slot': 201,
        '4.2 Write a medical record': 201,
        '5.1 Book an appointment': 201,
        '5.2 Record a treatment': 201,
        '5.3 Issue a prescription': 201,
      },
      failures: [],
    });
    const { failures } = await run(collection, 'Quick start', api.url);
    expect(failures).toContainEqual(
      expect.stringMatching(/^1\.1 .*expected response to have status code 201/),
    );
  });
});

describe('the collection', () => {
  let collection: PostmanCollection;
  let items: PostmanItem[];

  beforeAll(async () => {
    collection = await postmanCollection(openApiDocument());
    items = collection.item.flatMap(({ item }) => item);
  });

  it('has every operation once, beside the quick start', () => {
    const [quickStart] = collection.item;
    const requests = items
      .filter((item) => !quickStart?.item.includes(item))
      .map(({ request }) => `${request.method} /${request.url.path.join('/')}`);
    const operations = operationsOf(contract).map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(requests.sort()).toEqual(operations.sort());
  });

  it('asks of people nothing but an address and a token', () => {
    expect(collection.info.schema).toContain('/v2.1.0/');
    expect(collection.variable.slice(0, 2)).toEqual([
      { key: 'base_url', value: 'http://localhost:8002' },
      { key: 'token', value: '' },
    ]);
    expect(collection.auth).toMatchObject({ type: 'bearer', bearer: [{ value: '{{token}}' }] });
    for (const { request } of items) expect(request.url.host).toEqual(['{{base_url}}']);
    const withoutToken = items.filter(({ request }) => request.auth).map(({ name }) => name);
    expect(withoutToken.sort()).toEqual([
      '1.1 Create a hospital',
      '2.1 Register the first admin',
      '2.2 Sign in',
      'Ask for a password reset',
      'Check that the server is alive',
      'Check that the server is ready',
      'Get the health of the server',
      'Refresh the access token',
      'Register',
      'Set a new password',
      'Sign in',
    ]);
  });

  it('declares each variable that a request or a script names', () => {
    const named = JSON.stringify(collection.item).matchAll(
      /\{\{(\w+)\}\}|collectionVariables\.set\('(\w+)'/g,
    );
    const declared = collection.variable.map(({ key }) => key);
    const names = new Set([...named].map(([, used, set]) => used ?? set));
    expect([...names, 'base_url', 'token'].filter((name) => !declared.includes(name ?? ''))).toEqual([]);
    expect(declared.filter((name) => ![...names].includes(name))).toEqual([]);
  });

  it('sends, as it is, nothing that the converter made up', () => {
    for (const { name, request } of items) {
      const { url, header } = request;
      const sent = [...url.query, ...url.variable, ...header].filter(({ disabled }) => !disabled);
      const madeUp = sent.filter(({ value }) => !/^(|1|\{\{\w+\}\}|application\/json|\*\/\*)$/.test(value));
      expect([name, madeUp]).toEqual([name, []]);
    }
  });

  it('is the same every time', async () => {
    const again = await postmanCollection(openApiDocument());
    expect(JSON.stringify(again) === JSON.stringify(collection)).toBe(true);
  });
});
