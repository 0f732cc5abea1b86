import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { launchChromium } from '../../packages/server/testing/chromium.js';
import { password } from '../../packages/server/testing/fixture.js';
import { type Clinic, mockClinic, openServer } from './clinic.test-support.js';
import { servePage } from './page.test-support.js';
import { openPractice, type Practice } from './practice.test-support.js';

/** Where to keep pictures of the page; none are taken unless this is set. */
const pictures = process.env.MEDCOR_SCREENSHOTS;
const zone = { locale: 'en-US', timezoneId: 'America/New_York' };

describe('booking on the web', { timeout: 60_000 }, () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof openServer>>;
  let launched: Browser | string;
  let axe: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-booking-web-'));
    server = await openServer(folder);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    launched = await launchChromium(folder);
    if (typeof launched === 'string') process.stderr.write(`Booking is not tried out. ${launched}\n`);
  }, 120_000);
  afterAll(async () => {
    if (typeof launched === 'object') await launched.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(['server', 'mock'] as const)('on the %s', (backend) => {
    let built: string;
    let served: Awaited<ReturnType<typeof servePage>>;
    let clinic: Clinic;
    let page: Page;
    let practice: Practice;
    let complaints: string[];

    beforeAll(async () => {
      built = path.join(folder, backend);
      clinic = backend === 'server' ? server.clinic : mockClinic;
      served = await servePage(backend === 'server' ? 'production' : 'mock', built, server.url);
    });
    afterAll(() => served.close());

    beforeEach(async (context: TestContext) => {
      if (typeof launched === 'string') return context.skip(launched);
      const browsing = await launched.newContext({ ...zone, viewport: { width: 1024, height: 768 } });
      page = await browsing.newPage();
      page.setDefaultTimeout(15_000);
      complaints = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // Refused and lost requests are what some of this is about; zod, in the mock, tries whether it may compile.
        const isExpected = /^Failed to load resource/.test(message.text());
        if (['error', 'warning'].includes(message.type()) && !isExpected) complaints.push(message.text());
      });
      await page.goto(served.url);
      await heading('Sign in').waitFor();
      practice = await openPractice(clinic, page);
      return async () => {
        await browsing.close();
        expect(complaints).toEqual([]);
      };
    });

    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const heading = (name: string) => page.getByRole('heading', { name });
    const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
    const alert = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });
    const isFocused = (locator: Locator) => locator.evaluate((it) => it === document.activeElement);

    /** Nobody is shut out of what is there, of which a picture is kept. */
    async function look(name: string): Promise<void> {
      if (pictures)
        await page.screenshot({ path: path.join(pictures, `${backend}-${name}.png`), fullPage: true });
      await page.evaluate(axe);
      const violations = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
        'axe.run().then(({ violations }) => violations)',
      );
      const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      expect(serious.map(({ id, nodes }) => [name, id, ...nodes.map(({ html }) => html)])).toEqual([]);
    }

    async function signIn({ email }: { email: string }): Promise<void> {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await button('Sign in').first().click();
      await button('Sign out').waitFor();
    }

    /** Goes on to the free times of the doctor in the week that there are some. */
    async function openTimes(): Promise<void> {
      await signIn(practice.patient);
      await button('Free times of Dr. Ngozi Okafor').click();
      await page.getByLabel('Seven days from').fill('2040-11-02');
      await status('6 free times').waitFor();
    }

    async function choose(time: string, reason?: string): Promise<void> {
      await button(time).first().click();
      if (reason) await page.getByLabel('Reason for your visit').fill(reason);
    }

    it('finds a doctor by name and specialty, and says when it loads or finds none', async () => {
      await look('sign-in');
      const held = await clinic.hold(page, 'users.doctors');
      await signIn(practice.patient);
      await status('Loading doctors…').waitFor();
      expect(await isFocused(heading('Find a doctor'))).toBe(true);
      await look('doctors-loading');
      await held.release();
      await heading('Dr. Ngozi Okafor').waitFor();
      await look('doctors');
      await page.getByLabel('Name').fill('nobody');
      await button('Search').click();
      await status('No doctor was found.').waitFor();
      await look('doctors-none');
      await page.getByLabel('Name').fill('okafor');
      await page.getByLabel('Specialty').selectOption('Cardiology');
      await button('Search').click();
      await status('1 doctor').waitFor();
      await button('Free times of Dr. Ngozi Okafor').click();
      await status('No free time in these seven days.').waitFor();
      await look('times-none');
    });

    it('shows times as the clock of the patient does, also when it is turned back', async () => {
      await openTimes();
      await page.getByText('your time zone, America/New_York').waitFor();
      const shown = await page
        .getByRole('region')
        .evaluateAll((days) =>
          days.map((day) => [
            day.querySelector('h3')?.textContent,
            ...Array.from(day.querySelectorAll('button'), (time) =>
              time.textContent?.replaceAll('\u202f', ' '),
            ),
          ]),
        );
      expect(shown).toEqual([
        ['Friday, November 2, 2040', '9:00 AM', '10:00 AM'],
        ['Sunday, November 4, 2040', '1:30 AM EDT', '1:30 AM EST', '11:15 PM EST'],
        ['Monday, November 5, 2040', '9:00 AM'],
      ]);
      await look('times');
      await button('Later').click();
      await status('No free time in these seven days.').waitFor();
      await button('Earlier').click();
      await status('6 free times').waitFor();
      // The last of seven days has an hour more, which is part of it.
      await page.getByLabel('Seven days from').fill('2040-10-29');
      await status('5 free times').waitFor();
    });

    it('books with a reason, shows it, and cancels it', async () => {
      await openTimes();
      await choose('9:00 AM', 'Pain in the chest when climbing stairs');
      await look('book');
      await button('Book').click();
      const booked = status('Booked: Dr. Ngozi Okafor, Friday, November 2, 2040 at 9:00 AM.');
      await booked.waitFor();
      expect(await isFocused(booked)).toBe(true);
      await status('1 appointment').waitFor();
      await status('You have had no appointments yet.').waitFor();
      await look('booked');
      const appointment = {
        slot: practice.doctor.slots[0]?.id,
        reason: 'Pain in the chest when climbing stairs',
      };
      expect(await practice.booked()).toEqual([{ ...appointment, status: 'scheduled' }]);

      await button('Cancel the appointment with Dr. Ngozi Okafor').click();
      await look('cancel');
      await button('Keep it').click();
      expect(await isFocused(button('Cancel the appointment with Dr. Ngozi Okafor'))).toBe(true);
      await button('Cancel the appointment with Dr. Ngozi Okafor').click();
      await page.getByLabel('Reason (optional)').fill('Feeling better');
      await button('Cancel the appointment').last().click();
      const cancelled = status('Cancelled: Dr. Ngozi Okafor');
      await cancelled.waitFor();
      expect(await isFocused(cancelled)).toBe(true);
      await page.getByText('Cancelled', { exact: true }).waitFor();
      await look('cancelled');
      expect(await practice.booked()).toEqual([{ ...appointment, status: 'cancelled' }]);
    });

    it('is friendly when somebody was faster, and another time can be chosen', async () => {
      await openTimes();
      await choose('9:00 AM', 'A check');
      const [first, second] = practice.doctor.slots;
      const other = await practice.otherPatient.signIn();
      await other.appointments.create({ doctor: practice.doctor.id, slot: first?.id ?? 0 });
      await button('Book').click();
      const taken = alert('Somebody else was faster, and this time is taken. Nothing was booked.');
      await taken.waitFor();
      expect(await isFocused(taken)).toBe(true);
      await status('5 free times').waitFor();
      await look('taken');
      await choose('10:00 AM');
      // The reason need not be written again.
      await button('Book').click();
      await status('Booked: Dr. Ngozi Okafor, Friday, November 2, 2040 at 10:00 AM.').waitFor();
      expect(await practice.booked()).toEqual([{ slot: second?.id, status: 'scheduled', reason: 'A check' }]);
    });

    it('says so when the patient is elsewhere at that time', async () => {
      await openTimes();
      await choose('9:00 AM', 'A check');
      const [slot] = (await practice.addColleague()).slots;
      const elsewhere = await practice.patient.signIn();
      await elsewhere.appointments.create({ doctor: slot?.doctor ?? 0, slot: slot?.id ?? 0 });
      await button('Book').click();
      await alert('You have another appointment at this time. Nothing was booked.').waitFor();
      await look('overlap');
      expect(await practice.booked()).toMatchObject([{ slot: slot?.id }]);
    });

    it('shows a list again after Try again, each that could not be had', async () => {
      const doctors = await clinic.cut(page, 'users.doctors');
      await signIn(practice.patient);
      await alert('The server cannot be reached').waitFor();
      await look('doctors-error');
      await doctors.mend();
      await button('Try again').click();
      await heading('Dr. Ngozi Okafor').waitFor();
      // The button is gone, and the focus is where the doctors are.
      expect(await isFocused(page.locator('.list'))).toBe(true);

      const slots = await clinic.cut(page, 'availabilitySlots.list');
      await button('Free times of Dr. Ngozi Okafor').click();
      await alert('The server cannot be reached').waitFor();
      await look('times-error');
      await slots.mend();
      await button('Try again').click();
      await status('No free time in these seven days.').waitFor();

      const appointments = await clinic.cut(page, 'appointments.list');
      await button('My appointments').click();
      await alert('The server cannot be reached').nth(1).waitFor();
      await look('appointments-error');
      await appointments.mend();
      await button('Try again').first().click();
      await status('You have no appointments to come.').waitFor();
      await button('Try again').click();
      await status('You have had no appointments yet.').waitFor();
      await look('appointments-none');
    });

    it('books once, however often it has to be sent', async () => {
      await openTimes();
      await choose('9:00 AM', 'A check');
      const answers = await clinic.loseAnswers(page, 'appointments.create');
      await button('Book').click();
      await alert('You can try again: it will be booked once.').waitFor();
      await look('book-error');
      await answers.mend();
      await button('Try again').click();
      await status('Booked: Dr. Ngozi Okafor').waitFor();
      expect(await practice.booked()).toMatchObject([
        { slot: practice.doctor.slots[0]?.id, status: 'scheduled' },
      ]);
    });

    it('has a reason put right that is refused, and books that', async () => {
      /** As a page does that knows less than the server about what it takes. */
      const forgetLimit = (field: Locator) => field.evaluate((it) => it.removeAttribute('maxlength'));
      await openTimes();
      await choose('9:00 AM');
      const reason = page.getByLabel('Reason for your visit');
      await forgetLimit(reason);
      await reason.fill('A check, '.repeat(300));
      await button('Book').click();
      const refused = alert('Please look at the fields that are marked.');
      await refused.waitFor();
      expect(await refused.textContent()).not.toContain('try again');
      expect(await reason.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('.fault').textContent()).toMatch(/2000|Invalid/);
      expect(await button('Try again').count()).toBe(0);
      await look('book-refused');
      await reason.fill('A check');
      await button('Book').click();
      await status('Booked: Dr. Ngozi Okafor').waitFor();
      expect(await practice.booked()).toMatchObject([{ status: 'scheduled', reason: 'A check' }]);

      await button('Cancel the appointment with Dr. Ngozi Okafor').click();
      const why = page.getByLabel('Reason (optional)');
      await forgetLimit(why);
      await why.fill('Better, '.repeat(300));
      await button('Cancel the appointment').last().click();
      await refused.waitFor();
      expect(await why.getAttribute('aria-invalid')).toBe('true');
      await look('cancel-refused');
      await why.fill('Better');
      await button('Cancel the appointment').last().click();
      await status('Cancelled: Dr. Ngozi Okafor').waitFor();
    });

    it("shows a doctor's day, and those around it", async () => {
      const [patient, other] = await Promise.all([practice.patient.signIn(), practice.otherPatient.signIn()]);
      const [first, second] = practice.doctor.slots.map(({ doctor, id }) => ({ doctor, slot: id }));
      if (!first || !second) throw new Error('The practice has no free times.');
      await patient.appointments.create({ ...first, reason: 'Pain in the chest' });
      const { id } = await other.appointments.create(second);
      await other.appointments.confirm(id);
      const appointments = await clinic.hold(page, 'appointments.list');
      await signIn(practice.doctor);
      await status('Loading appointments…').waitFor();
      await look('day-loading');
      await appointments.release();
      await status('No appointments.').waitFor();
      const today = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: zone.timezoneId });
      await heading(today.format(new Date())).waitFor();
      await look('day-none');
      await page.getByLabel('Day').fill('2040-11-01');
      await heading('Thursday, November 1, 2040').waitFor();
      await button('Next day').click();
      await status('2 appointments').waitFor();
      const rows = await page.getByRole('listitem').allTextContents();
      expect(rows.map((row) => row.replaceAll('\u202f', ' '))).toEqual([
        '9:00 AM to 9:30 AMLena Vogt ScheduledPain in the chest',
        '10:00 AM to 10:30 AMTomas Reyes ConfirmedNo reason given.',
      ]);
      await look('day');
      await button('Previous day').click();
      await status('No appointments.').waitFor();
      const cut = await clinic.cut(page, 'appointments.list');
      await button('Today').click();
      await button('Next day').click();
      await alert('The server cannot be reached').waitFor();
      await look('day-error');
      await cut.mend();
      await button('Try again').click();
      await status('No appointments.').waitFor();
    });

    it('registers a patient, and says what is wrong with a field', async () => {
      await button('I am new here').click();
      await page.getByLabel('First name').fill('Ida');
      await page.getByLabel('Last name').fill('Marsh');
      await page.getByLabel('E-mail').fill('ida.marsh@example.org');
      await page.getByLabel('Password', { exact: true }).fill('Correct-Horse-7!');
      await page.getByLabel('Password again').fill('Correct-Horse-8!');
      await button('Register').click();
      await alert('Please look at the fields that are marked.').waitFor();
      await page.getByText('The passwords do not match.').waitFor();
      expect(await page.getByLabel('Password again').getAttribute('aria-invalid')).toBe('true');
      await look('register-refused');
      await page.getByLabel('Password again').fill('Correct-Horse-7!');
      await button('Register').click();
      await page.getByText('Ida Marsh').waitFor();
      await heading('Find a doctor').waitFor();
    });

    it('keeps tokens in memory only, and forgets them', async () => {
      await page.getByLabel('E-mail').fill(practice.patient.email);
      await page.getByLabel('Password').fill('wrong');
      await button('Sign in').first().click();
      const wrong = alert('The e-mail address or the password is not right.');
      await wrong.waitFor();
      expect(await isFocused(wrong)).toBe(true);
      await look('wrong-password');
      await signIn(practice.patient);
      expect(
        await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]),
      ).toEqual([0, 0, '']);
      // The session is ended elsewhere.
      const elsewhere = await practice.patient.signIn();
      const sessions = await elsewhere.sessions.list();
      for (const { id, is_current } of sessions.results) if (!is_current) await elsewhere.sessions.delete(id);
      await button('My appointments').click();
      await alert('Your session has ended. Please sign in again.').waitFor();
      await signIn(practice.patient);
      await button('Sign out').click();
      await status('You are signed out.').waitFor();
      expect(await page.getByLabel('Password').inputValue()).toBe('');
      expect(await page.content()).not.toContain('Lena');
    });

    it('can be used on a phone, in the dark, by keyboard alone', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      const fits = async () =>
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const reach = async (target: Locator) => {
        await target.waitFor();
        for (let count = 0; count < 40 && !(await isFocused(target)); count += 1)
          await page.keyboard.press('Tab');
        expect(await isFocused(target)).toBe(true);
      };
      await look('phone-sign-in');
      await fits();
      await reach(page.getByLabel('E-mail'));
      await page.keyboard.insertText(practice.patient.email);
      await reach(page.getByLabel('Password'));
      await page.keyboard.insertText(password);
      await page.keyboard.press('Enter');
      await heading('Dr. Ngozi Okafor').waitFor();
      await look('phone-doctors');
      await fits();
      await reach(button('Free times of Dr. Ngozi Okafor'));
      await page.keyboard.press('Enter');
      await reach(page.getByLabel('Seven days from'));
      await page.keyboard.type('11022040');
      await status('6 free times').waitFor();
      await look('phone-times');
      await fits();
      await reach(button('10:00 AM'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      // The browser gives the focus back before it tells the page that the dialog was closed.
      await page.locator('dialog').waitFor({ state: 'detached' });
      expect(await isFocused(button('10:00 AM'))).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.insertText('A check');
      await look('phone-book');
      await fits();
      await reach(button('Book'));
      await page.keyboard.press('Enter');
      await status('Booked: Dr. Ngozi Okafor').waitFor();
      await look('phone-booked');
      await fits();
      expect(await practice.booked()).toMatchObject([
        { slot: practice.doctor.slots[1]?.id, reason: 'A check' },
      ]);
      await reach(button(/^Cancel/));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await look('phone-cancel');
      await fits();
    });

    it('has the mock in it, and its people, only where it was built for it', async () => {
      const scripts = await readdir(path.join(built, 'assets'));
      const texts = await Promise.all(
        scripts.map((script) => readFile(path.join(built, 'assets', script), 'utf8')),
      );
      const isMock = backend === 'mock';
      expect(texts.some((text) => text.includes('Riverbend General Hospital'))).toBe(isMock);
      expect(await heading('Demo people').count()).toBe(isMock ? 1 : 0);
      if (!isMock) return;
      await button(/\(doctor\)/)
        .first()
        .click();
      await heading('Your day').waitFor();
      await button('Sign out').click();
      await button(/\(patient\)/)
        .first()
        .click();
      await heading('Find a doctor').waitFor();
      await button(/^Free times/)
        .first()
        .click();
      await status(/\d+ free times/).waitFor();
    });
  });
});
