import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { launchChromium } from '../testing/chromium.js';
import { populate } from '../testing/fixture.js';
import { openTestApi, type TestApi } from '../testing/test-api.js';

/** Where to keep pictures of the pages; they are thrown away unless this is set. */
const pictures = process.env.MEDCOR_SCREENSHOTS;

describe('the pages around the API in a browser', { timeout: 120_000 }, () => {
  let folder: string;
  let api: TestApi;
  let token: string;
  let operations: number;
  let launched: Browser | string;
  let page: Page;
  let requested: string[];
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-browser-'));
    api = await openTestApi('memory');
    launched = await launchChromium(folder);
    if (typeof launched === 'string') process.stderr.write(`The pages are not tried out. ${launched}\n`);
    token = (await populate(api)).superuser.token;
    const { paths, webhooks } = await api.get('/api/openapi.json');
    operations = [paths, webhooks].flatMap(Object.values).flatMap(Object.keys).length;
  }, 120_000);
  afterAll(async () => {
    if (typeof launched === 'object') await launched.close();
    await api.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    if (typeof launched === 'string') return;
    page = await launched.newPage({ viewport: { width: 1280, height: 900 } });
    [requested, complaints] = [[], []];
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return () => page.close();
  });

  const skipWithoutBrowser = ({ skip }: TestContext) => {
    if (typeof launched === 'string') skip(launched);
  };

  const picture = (name: string) => page.screenshot({ path: path.join(pictures ?? folder, `${name}.png`) });

  const expectNothingFromElsewhere = () => {
    expect(requested.length).toBeGreaterThan(0);
    expect(requested.filter((url) => new URL(url).origin !== api.url)).toEqual([]);
    expect(complaints).toEqual([]);
  };

  it('call the API from Swagger UI with a pasted token', async (context) => {
    skipWithoutBrowser(context);
    await page.goto(`${api.url}/api/docs/`);
    const blocks = page.locator('.opblock');
    await blocks.last().waitFor();
    expect(await blocks.count()).toBe(operations);
    await picture('swagger-ui');

    await page.getByRole('button', { name: 'Authorize' }).click();
    await picture('swagger-ui-authorize');
    const dialog = page.locator('.auth-container', { hasText: 'bearerAuth' });
    await dialog.getByRole('textbox').fill(token);
    await dialog.getByRole('button', { name: 'Apply credentials' }).click();
    await page.getByRole('button', { name: 'Close' }).last().click();

    const operation = page.locator('#operations-hospitals-hospitals_list');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table');
    await answer.waitFor();
    await answer.scrollIntoViewIfNeeded();
    await picture('swagger-ui-answer');
    expect(await answer.locator('.response-col_status').last().textContent()).toMatch(/^200/);
    expect(await answer.textContent()).toContain('First Hospital');
    expectNothingFromElsewhere();
  });

  it('show every operation in ReDoc, and search them', async (context) => {
    skipWithoutBrowser(context);
    await page.goto(`${api.url}/api/redoc/`);
    await page.locator('[data-section-id]').last().waitFor();
    await picture('redoc');
    const shown = page.locator('[data-section-id*="/operation/"]');
    expect(await shown.count()).toBe(operations);

    await page.getByRole('textbox').fill('prescription');
    await page.locator('[data-role="search:results"]').getByText('Add a prescription').waitFor();
    await picture('redoc-search');
    expectNothingFromElsewhere();
  });
});
