import { QueryClient } from '@tanstack/query-core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type Fixture, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { MedCor, type Page, type Specialty } from '../src/index.js';
import { medcorKey, queriesOf } from '../src/react-query.js';

describe('queries for TanStack Query', () => {
  let api: TestApi;
  let fixture: Fixture;
  let medcor: MedCor;
  const urls: string[] = [];

  beforeAll(async () => {
    api = await openTestApi('memory');
    fixture = await populate(api);
    const onRequest = ({ url }: { url: string }) => void urls.push(url.replace(api.url, ''));
    medcor = new MedCor({ baseUrl: api.url, token: fixture.first.admin.token, hooks: { onRequest } });
  });
  afterAll(() => api.close());

  it('ask once for what is asked for twice, until it is invalidated', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    const query = queriesOf(medcor).users.get(fixture.first.nurse.id);
    expect(query.queryKey).toEqual(['medcor', 'users', 'get', fixture.first.nurse.id]);
    urls.length = 0;
    for (let count = 0; count < 2; count += 1) {
      expect((await client.fetchQuery(query)).email).toBe(fixture.first.nurse.email);
    }
    expect(urls).toHaveLength(1);
    await client.invalidateQueries({ queryKey: [...medcorKey, 'users'] });
    await client.fetchQuery(query);
    expect(urls).toHaveLength(2);
  });

  it('leave to its default what is not said', async () => {
    const queries = queriesOf(medcor);
    const { signal } = new AbortController();
    urls.length = 0;
    await queries.specialties.list().queryFn({ signal });
    await queries.auth.profile().queryFn({ signal });
    await queries.users.doctors({ page_size: 1 }).queryFn({ signal });
    expect(urls).toEqual(['/api/specialty/', '/api/auth/profile/', '/api/auth/users/doctors/?page_size=1']);
  });

  it('go page by page', async () => {
    const client = new QueryClient();
    const query = queriesOf(medcor).specialties.list.infinite({ page_size: 10 });
    const { pages } = await client.fetchInfiniteQuery({ ...query, pages: 2 });
    expectTypeOf(pages).toEqualTypeOf<Page<Specialty>[]>();
    const ids = pages.flatMap(({ results }) => results.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
  });

  it('are given up with the component that asked', async () => {
    const abort = new AbortController();
    const asked = queriesOf(medcor).users.list({ role: 'nurse' }).queryFn({ signal: abort.signal });
    abort.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortedError' });
  });
});
