import { MedCor, type MedCorOptions, type OperationId, routes } from '@medcor/sdk';
import type { Page, Route } from 'playwright-core';
import { createMemoryDatabase } from '../../packages/server/src/db/memory/memory-database.js';
import { password, populate, unique } from '../../packages/server/testing/fixture.js';
import { createHttpClient } from '../../packages/server/testing/http-client.js';
import { startTestServer } from '../../packages/server/testing/test-server.js';
// For the type of `globalThis.mock`.
import type {} from './src/mock-backend.js';

/** The API behind the page, and what can go wrong on the way to it. */
export interface Clinic {
  /** Where it is, and how to get there, for programs other than the page. */
  options(page: Page): Pick<MedCorOptions, 'baseUrl' | 'fetch'>;
  /** Whoever may add people, and a hospital to add them to. */
  admin(page: Page): Promise<{ medcor: MedCor; hospital: number }>;
  /** Holds the calls of an operation back until they are released. */
  hold(page: Page, operation: OperationId): Promise<{ release(): Promise<void> }>;
  /** No call of an operation arrives until that is mended. */
  cut(page: Page, operation: OperationId): Promise<{ mend(): Promise<void> }>;
  /** Calls of an operation arrive, and happen, but their answers are lost until that is mended. */
  loseAnswers(page: Page, operation: OperationId): Promise<{ mend(): Promise<void> }>;
}

/** A real server, which the page calls over HTTP. */
export async function openServer(folder: string) {
  const server = await startTestServer(createMemoryDatabase(), folder);
  const { superuser } = await populate(createHttpClient(server.url));
  const baseUrl = server.url;

  const intercept = async (page: Page, operation: OperationId, handle: (route: Route) => Promise<void>) => {
    const [method, pathname] = routes[operation].split(' ');
    const isAsked = (url: URL) => url.pathname === pathname;
    await page.route(isAsked, (route) =>
      route.request().method() === method ? handle(route) : route.fallback(),
    );
    return () => page.unroute(isAsked);
  };
  const clinic: Clinic = {
    options: () => ({ baseUrl }),
    async admin() {
      const medcor = new MedCor({ baseUrl });
      await medcor.auth.login({ email: superuser.email, password });
      const { id } = await medcor.hospitals.create({
        name: unique('Riverbend Clinic '),
        city: 'Springfield',
        state: 'IL',
        country: 'USA',
        hospital_type: 'clinic',
        contact_email: 'office@example.org',
        contact_phone: '+1-555-0100',
      });
      return { medcor, hospital: id };
    },
    async hold(page, operation) {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const undo = await intercept(page, operation, async (route) => {
        await released;
        await route.fallback();
      });
      return {
        async release() {
          release();
          await undo();
        },
      };
    },
    cut: async (page, operation) => ({ mend: await intercept(page, operation, (route) => route.abort()) }),
    loseAnswers: async (page, operation) => ({
      mend: await intercept(page, operation, async (route) => {
        await route.fetch();
        await route.abort();
      }),
    }),
  };
  return { clinic, url: server.url, close: server.close };
}

/** The mock, which is in the page itself, and anew in each. */
export const mockClinic: Clinic = {
  options: (page) => ({ baseUrl: 'http://localhost:8002', fetch: fetchIn(page) }),
  async admin(page) {
    const token = () =>
      page.evaluate(async () => {
        const { token: signIn } = globalThis.mock.as('admin');
        return typeof signIn === 'function' ? signIn() : '';
      });
    return { medcor: new MedCor({ ...mockClinic.options(page), token }), hospital: 1 };
  },
  async hold(page, operation) {
    await page.evaluate((id) => {
      const released = new Promise<undefined>((release) => Object.assign(globalThis, { release }));
      globalThis.mock.override(id, () => released);
    }, operation);
    return {
      release: () =>
        page.evaluate((id) => {
          Object(globalThis).release();
          globalThis.mock.override(id, undefined);
        }, operation),
    };
  },
  async cut(page, operation) {
    await page.evaluate((id) => {
      globalThis.mock.override(id, () => {
        throw new TypeError('No connection.');
      });
    }, operation);
    return { mend: () => mend(page, operation) };
  },
  async loseAnswers(page, operation) {
    await page.evaluate((id) => {
      const { mock } = globalThis;
      mock.override(id, async function lose(request) {
        mock.override(id, undefined);
        await mock.fetch(request);
        mock.override(id, lose);
        throw new TypeError('The answer was lost.');
      });
    }, operation);
    return { mend: () => mend(page, operation) };
  },
};

function mend(page: Page, operation: OperationId): Promise<void> {
  return page.evaluate((id) => globalThis.mock.override(id, undefined), operation);
}

/** Has the page's mock answer what a program out here asks. */
function fetchIn(page: Page): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { url, method } = request;
    const body = method === 'GET' ? null : await request.text();
    const answer = await page.evaluate(
      async ([asked, how]) => {
        const response = await globalThis.mock.fetch(asked, how);
        return { status: response.status, headers: [...response.headers], text: await response.text() };
      },
      [url, { method, headers: Object.fromEntries(request.headers), body }] as const,
    );
    return new Response(answer.text || null, answer);
  };
}
