import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { launchChromium } from '../../packages/server/testing/chromium.js';
import { type Person, password } from '../../packages/server/testing/fixture.js';
import { type Clinic, openClinic } from './clinic.test-support.js';
import { servePage } from './serve.js';

/** Where to keep pictures of the page; they are thrown away unless this is set. */
const pictures = process.env.MEDCOR_SCREENSHOTS;

const wish = 'I want to see a heart doctor on Monday morning';

describe('the voice assistant in a browser', { timeout: 60_000 }, () => {
  let folder: string;
  let clinic: Clinic;
  let served: Awaited<ReturnType<typeof servePage>>;
  let launched: Browser | string;
  /** Why nothing is spoken, where the speech packages are not installed. */
  let silence: string | undefined;
  let page: Page;
  let patient: Person;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-assistant-'));
    [clinic, served] = await Promise.all([openClinic(folder), servePage(0)]);
    const said = path.join(folder, 'said.wav');
    try {
      const { data } = await clinic.synthesiser.speak(wish, {});
      await writeFile(said, Buffer.from(data, 'base64'));
    } catch (error) {
      silence = String(error);
    }
    launched = await launchChromium(folder, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(silence === undefined ? [`--use-file-for-fake-audio-capture=${said}%noloop`] : []),
    ]);
    if (typeof launched === 'string') process.stderr.write(`The assistant is not tried out. ${launched}\n`);
  }, 120_000);
  afterAll(async () => {
    if (typeof launched === 'object') await launched.close();
    served.close();
    await clinic.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async (context: TestContext) => {
    if (typeof launched === 'string') return context.skip(launched);
    patient = await clinic.newPatient();
    page = await launched.newPage({ viewport: { width: 1024, height: 768 } });
    page.setDefaultTimeout(15_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // Refused and lost requests are what some of this is about.
      const isExpected = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isExpected) complaints.push(message.text());
    });
    return async () => {
      await page.close();
      expect(complaints).toEqual([]);
    };
  });

  const picture = (name: string) => page.screenshot({ path: path.join(pictures ?? folder, `${name}.png`) });
  const button = (name: string, exact = false) => page.getByRole('button', { name, exact });
  const bubble = (text: string | RegExp) => page.getByRole('log').getByText(text);

  async function signIn(server = clinic.url): Promise<void> {
    await page.goto(`${served.url}/?server=${encodeURIComponent(server)}`);
    await page.getByLabel('E-mail').fill(patient.email);
    await page.getByLabel('Password').fill(password);
    await button('Sign in').click();
    await page.getByRole('log').waitFor();
  }

  async function write(text: string): Promise<void> {
    await page.getByLabel('Your message').fill(text);
    await page.keyboard.press('Enter');
  }

  /** Speaks until the page shows that so many seconds have been heard. */
  async function speak(seconds: number): Promise<void> {
    await button('Speak').click();
    await page.getByRole('status').filter({ hasText: 'Listening' }).waitFor();
    await page.getByText(`${seconds} s`, { exact: true }).waitFor();
    await picture('listening');
    await button('Stop, and send what was said').click();
  }

  /** Keeps what shapes the mouth takes on. */
  const watchMouth = () =>
    page.evaluate(() => {
      const mouth = document.querySelector<SVGPathElement>('#mouth');
      const shapes = new Set<string | undefined>();
      if (mouth)
        new MutationObserver(() => shapes.add(mouth.dataset.viseme)).observe(mouth, { attributes: true });
      Object.assign(globalThis, { shapes });
    });
  const mouthShapes = async () => new Set(await page.evaluate<string[]>('[...shapes]'));

  const appointments = async () =>
    (await clinic.api.get('/api/appointments/', patient.token)).results as Record<string, unknown>[];

  it('books what is chosen and confirmed', async () => {
    await signIn();
    await picture('signed-in');
    await write(wish);
    await button('09:00').waitFor();
    await picture('choices');
    await button('09:00').click();
    await page.getByRole('region', { name: 'To be confirmed' }).waitFor();
    await picture('to-confirm');
    await button('Yes, book it').click();
    await bubble(/It is booked/).waitFor();
    await picture('booked');
    expect(await appointments()).toMatchObject([
      { doctor: clinic.doctor.id, slot: clinic.slots[0], status: 'scheduled' },
    ]);
  });

  it('is friendly when somebody was faster, and offers another time', async () => {
    await signIn();
    await write('Book an appointment with Dr. Smith on Monday at 10:00');
    await button('Confirm').waitFor();
    const [, slot] = clinic.slots;
    await clinic.api.post(
      '/api/appointments/',
      { doctor: clinic.doctor.id, slot },
      (await clinic.newPatient()).token,
    );
    await button('Confirm').click();
    await bubble(/already booked.*11:00/s).waitFor();
    await picture('taken');
    expect(await button('Try again').count()).toBe(0);
    await button('Show other times').click();
    await button('11:00').click();
    await button('Confirm').click();
    await bubble(/It is booked.*11:00/).waitFor();
    expect(await appointments()).toMatchObject([{ status: 'scheduled' }]);
    await write('Cancel my appointment at 11:00');
    await button('No', true).click();
    await bubble(/nothing was changed/).waitFor();
    expect((await appointments()).map(({ status }) => status)).toEqual(['scheduled']);
  });

  it('says loudly whom to call in an emergency', async () => {
    await signIn();
    await write('I have crushing chest pain and I cannot breathe');
    const alert = page.getByRole('alert').filter({ hasText: 'emergency' });
    await alert.waitFor();
    expect(await alert.getByRole('link').getAttribute('href')).toBe('tel:911');
    await page.setViewportSize({ width: 360, height: 640 });
    await picture('emergency');
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'hidden' });
    await write('I have had a fever since yesterday and need an appointment');
    await page.getByRole('status').filter({ hasText: 'Call 911' }).waitFor();
    await picture('caution');
  });

  it('sends a message again whose answer was lost, and is answered once', async () => {
    await signIn();
    await page.route(
      '**/api/chat/',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await write('Which doctors do you have?');
    await bubble(/cannot be reached/).waitFor();
    await picture('lost');
    await button('Try again').click();
    await bubble(/Jane Smith/).waitFor();
    expect(await button('Try again').count()).toBe(0);
    // A second conversation would mean that it was taken for another message.
    const { results: sessions } = await clinic.api.get('/api/chat/sessions/', patient.token);
    expect(sessions).toMatchObject([{ title: 'Which doctors do you have?', message_count: 2 }]);
  });

  it('understands what is said, and answers aloud with a mouth that moves', async ({ skip }) => {
    if (silence !== undefined) skip(silence);
    await signIn();
    await watchMouth();
    const { duration_ms } = await clinic.synthesiser.speak(wish, {});
    await speak(Math.ceil((duration_ms + 300) / 1000));
    await bubble(/doctor.*monday/i).waitFor();
    await button('Stop speaking').waitFor();
    await expect.poll(async () => (await mouthShapes()).size, { timeout: 10_000 }).toBeGreaterThan(6);
    await picture('speaking');
    await page.keyboard.press('Escape');
    await button('Stop speaking').waitFor({ state: 'hidden' });
    expect(await page.locator('#mouth').getAttribute('data-viseme')).toBe('sil');
  });

  it('speaks what it answers in writing as well, if asked to, with a still face for whoever wants one', async ({
    skip,
  }) => {
    if (silence !== undefined) skip(silence);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn();
    await watchMouth();
    await page.getByLabel('Speak every reply').check();
    await write('Thank you');
    await button('Stop speaking').waitFor();
    await button('Stop speaking').waitFor({ state: 'hidden' });
    expect(await mouthShapes()).toEqual(new Set(['sil', 'E']));
  });

  it('takes it kindly when the button was only touched, or the server cannot listen: one goes on in writing', async () => {
    await signIn(clinic.urlWithoutSpeech);
    // Pressed again at the moment that it listens, which is quicker than a test can be sure to be.
    await page.locator('#microphone').evaluate((control: HTMLButtonElement) => {
      new MutationObserver((_changes, observer) => {
        observer.disconnect();
        control.click();
      }).observe(control, { attributeFilter: ['aria-pressed'] });
      control.click();
    });
    await bubble(/too short/).waitFor();
    await speak(1);
    await bubble(/cannot listen at the moment/).waitFor();
    await page.getByLabel('Speak every reply').check();
    await write('Hello');
    await bubble(/I can find doctors/).waitFor();
    await page.getByRole('status').filter({ hasText: 'no voice' }).waitFor();
  });

  it('stops listening by itself after a minute', async () => {
    await page.clock.install();
    await signIn(clinic.urlWithoutSpeech);
    await button('Speak').click();
    await page.getByRole('status').filter({ hasText: 'Listening' }).waitFor();
    await page.clock.fastForward(30_000);
    expect(await button('Stop, and send what was said').count()).toBe(1);
    await page.clock.fastForward(30_000);
    await button('Speak').waitFor();
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'No microphone was found'],
  ])('says what to do about a %s of the microphone', async (name, words) => {
    await page.addInitScript((failure) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', failure));
    }, name);
    await signIn();
    await button('Speak').click();
    await bubble(words).waitFor();
    expect(await button('Speak').count()).toBe(1);
  });

  it('tells a wrong password in plain words, and forgets everything when one signs out', async () => {
    await page.goto(`${served.url}/?server=${encodeURIComponent(clinic.url)}`);
    await page.getByLabel('E-mail').fill(patient.email);
    await page.getByLabel('Password').fill('wrong');
    await button('Sign in').click();
    await page.getByRole('alert').filter({ hasText: 'is not right' }).waitFor();
    await picture('wrong-password');
    await signIn();
    await write('Hello');
    await bubble(/I can find doctors/).waitFor();
    await button('Sign out').click();
    await page.getByLabel('E-mail').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    expect(await page.content()).not.toContain('Ada');
  });

  it('fits on a phone, in the dark, by keyboard alone, and nothing jumps', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifts: [] });
      new PerformanceObserver((list) => {
        const unexpected = list.getEntries().filter((entry) => !Object(entry).hadRecentInput);
        Object(globalThis).shifts.push(...unexpected.map((entry) => Object(entry).value));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${served.url}/?server=${encodeURIComponent(clinic.url)}`);
    const type = async (...keys: string[]) => {
      for (const key of keys)
        await (key.length > 1 && /^[A-Z]\w+$/.test(key)
          ? page.keyboard.press(key)
          : page.keyboard.insertText(key));
    };
    await page.getByLabel('E-mail').focus();
    await type(patient.email, 'Tab', password, 'Enter');
    await page.getByRole('log').waitFor();
    await type('I want to see a heart doctor on Monday afternoon', 'Enter');
    await button('16:00').waitFor();
    await picture('phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await button('16:00').focus();
    await type('Enter');
    await button('Confirm').waitFor();
    // What was pressed is gone; the way to the next button starts where it was.
    await type('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Confirm');
    await type('Tab', 'Enter');
    await bubble(/nothing was changed/).waitFor();
    await picture('phone-rejected');
    const shifts = await page.evaluate<number[]>('shifts');
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.05);
  });
});
