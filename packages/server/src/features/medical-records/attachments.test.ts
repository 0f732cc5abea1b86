import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { attachmentTypes, MAX_ATTACHMENT_BYTES } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { attachmentSamples, refusedSamples } from '../../../testing/attachment-samples.js';
import {
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  writeRecord,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const records = '/api/medical-records/';
const pdf = attachmentSamples['application/pdf'];

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fileOf = (bytes: Buffer, name: string, type = 'application/octet-stream') =>
  new File([new Uint8Array(bytes)], name, { type });

describe.each(stores)('attachments over %s', (store) => {
  let folder: string;
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let record: number;

  beforeAll(async () => {
    // The server keeps its files somewhere below; where, is its own affair.
    folder = await mkdtemp(path.join(tmpdir(), 'attachments-'));
    vi.stubEnv('TMPDIR', folder);
    api = await openTestApi(store);
    vi.unstubAllEnvs();
    fixture = await populate(api);
    first = fixture.first;
    record = await writeRecord(api, first);
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  const add = (file: File, { token }: Person = first.doctor, id = record) =>
    api.upload(`${records}${id}/attachments/`, token, file);
  const call = (method: 'GET' | 'DELETE', target: string, { token }: Person = first.doctor) =>
    api.call(method, records + target, { token });
  const download = async (id: number) => {
    const headers = { Authorization: `Bearer ${first.nurse.token}` };
    const response = await fetch(`${api.url}${records}${record}/attachments/${id}/`, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  /** Every file that the server keeps, but for those of the embedded database. */
  const keptFiles = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    return files.filter((file) => !file.split(path.sep).includes('database')).sort();
  };
  const attachmentsOf = async (id: number) => (await call('GET', `${id}/attachments/`)).body;

  it.each(attachmentTypes.filter((type) => type !== 'text/csv'))(
    'are known as %s by their content, whatever their name and type say',
    async (type) => {
      for (const file of [
        fileOf(attachmentSamples[type], 'holiday.exe', 'application/x-msdownload'),
        fileOf(attachmentSamples[type], 'scan', ''),
      ]) {
        const { status, body } = await add(file);
        expect([status, body.content_type]).toEqual([201, type]);
        expect((await download(body.id)).response.headers.get('content-type')).toContain(type);
      }
    },
  );

  it('are tables when they are text and called so', async () => {
    const table = attachmentSamples['text/csv'];
    expect((await add(fileOf(table, 'Values.CSV', 'text/plain'))).body.content_type).toBe('text/csv');
    expect((await add(fileOf(table, 'values.txt', 'text/csv'))).body.content_type).toBe('text/plain');
    expect((await add(fileOf(pdf, 'values.csv', 'text/csv'))).body.content_type).toBe('application/pdf');
  });

  it.each(Object.entries(refusedSamples))('are not %s, and nothing is kept of it', async (_what, content) => {
    const id = await writeRecord(api, first);
    const before = await keptFiles();
    for (const [name, type] of [
      ['scan.pdf', 'application/pdf'],
      ['notes.txt', 'text/plain'],
      ['table.csv', 'text/csv'],
    ] as const) {
      const refused = await add(fileOf(content, name, type), first.doctor, id);
      expect(refusal(refused)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE', ['file']]);
    }
    expect(await keptFiles()).toEqual(before);
    expect(await attachmentsOf(id)).toMatchObject({ count: 0, results: [] });
  });

  it('have at most 25 MiB, and nothing is kept of a larger one', async () => {
    const id = await writeRecord(api, first);
    const largest = Buffer.alloc(MAX_ATTACHMENT_BYTES, pdf);
    const before = await keptFiles();
    const tooLarge = fileOf(Buffer.concat([largest, Buffer.from('\n')]), 'large.pdf');
    expect(refusal(await add(tooLarge, first.doctor, id))).toEqual([413, 'PAYLOAD_TOO_LARGE', ['file']]);
    expect(await keptFiles()).toEqual(before);
    expect(await attachmentsOf(id)).toMatchObject({ count: 0 });

    const { status, body } = await add(fileOf(largest, 'largest.pdf'), first.doctor, id);
    expect(status).toBe(201);
    expect(body).toMatchObject({ size: 25 * 1024 * 1024, sha256: sha256(largest) });
    expect(await keptFiles()).toHaveLength(before.length + 1);
  });

  it('come back as they were sent, as a file that no browser opens or keeps', async () => {
    const { body } = await add(fileOf(pdf, 'ecg.pdf'), first.admin);
    expect(body).toEqual({
      id: expect.any(Number),
      record,
      filename: 'ecg.pdf',
      content_type: 'application/pdf',
      size: pdf.length,
      sha256: sha256(pdf),
      uploaded_by: first.admin.id,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const { response, bytes } = await download(body.id);
    expect(response.status).toBe(200);
    expect(sha256(bytes)).toBe(body.sha256);
    expect(bytes.equals(pdf)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `attachment; filename="ecg.pdf"; filename*=UTF-8''ecg.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf', 'passwd.pdf', 'passwd.pdf'],
    ['C:\\scans\\ecg.pdf', 'ecg.pdf', 'ecg.pdf', 'ecg.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe', 'invoicefdp.exe', 'invoicefdp.exe'],
    [
      'Röntgen 📄 (2).pdf',
      'Röntgen 📄 (2).pdf',
      'R_ntgen __ (2).pdf',
      'R%C3%B6ntgen%20%F0%9F%93%84%20%282%29.pdf',
    ],
    ["50% of O'Neill.pdf", "50% of O'Neill.pdf", "50_ of O'Neill.pdf", '50%25%20of%20O%27Neill.pdf'],
    [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(251)}.pdf`, `${'a'.repeat(251)}.pdf`, `${'a'.repeat(251)}.pdf`],
  ])('are kept under a clean name: %j', async (sent, kept, ascii, encoded) => {
    const { body } = await add(fileOf(pdf, sent));
    expect(body.filename).toBe(kept);
    const { response } = await download(body.id);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    );
  });

  it('may arrive two at once', async () => {
    const id = await writeRecord(api, first);
    const contents = [1, 2].map((fill) => Buffer.concat([pdf, Buffer.alloc(1_000_000, fill)]));
    const added = await Promise.all(
      contents.map((content) => add(fileOf(content, 'same.pdf'), first.doctor, id)),
    );
    expect(added.map(({ status }) => status)).toEqual([201, 201]);
    expect(added.map(({ body }) => body.sha256)).toEqual(contents.map(sha256));
    const { count, results } = await attachmentsOf(id);
    expect(count).toBe(2);
    expect(results).toEqual(added.map(({ body }) => body).sort((a, b) => a.id - b.id));
    expect((await call('GET', `${id}/`)).body.attachments).toEqual(results);
    for (const { body } of added) {
      const headers = { Authorization: `Bearer ${first.patient.token}` };
      const response = await fetch(`${api.url}${records}${id}/attachments/${body.id}/`, { headers });
      expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(body.sha256);
    }
  });

  it('are not kept when their record is gone by the time they have arrived', async () => {
    const id = await writeRecord(api, first);
    const before = await keptFiles();
    const form = new FormData();
    form.append('file', fileOf(pdf, 'letter.pdf'));
    const upload = new Response(form);
    const bytes = new Uint8Array(await upload.arrayBuffer());
    const deleting = vi
      .waitFor(async () => expect(await keptFiles()).toHaveLength(before.length + 1), { timeout: 10_000 })
      .then(() => call('DELETE', `${id}/`));
    const response = await fetch(`${api.url}${records}${id}/attachments/`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${first.doctor.token}`,
        'Content-Type': upload.headers.get('content-type') ?? '',
      },
      body: (async function* () {
        yield bytes.subarray(0, -10);
        await deleting;
        yield bytes.subarray(-10);
      })(),
      duplex: 'half',
    });
    expect([(await deleting).status, response.status]).toEqual([204, 404]);
    expect(await keptFiles()).toEqual(before);
  });

  it('are added by all who read the record', async () => {
    for (const person of [first.doctor, first.otherDoctor, first.admin, first.nurse, first.patient]) {
      const { status, body } = await add(fileOf(pdf, 'letter.pdf'), person);
      expect([status, body.uploaded_by]).toEqual([201, person.id]);
    }
    const before = await keptFiles();
    expect(refusal(await add(fileOf(pdf, 'letter.pdf'), first.staff))).toEqual([
      403,
      'PERMISSION_DENIED',
      [],
    ]);
    for (const person of [first.otherPatient, fixture.second.doctor, fixture.second.admin]) {
      expect(refusal(await add(fileOf(pdf, 'letter.pdf'), person))).toEqual([404, 'NOT_FOUND', []]);
    }
    const toNoRecord = await add(fileOf(pdf, 'letter.pdf'), first.doctor, 2_147_483_647);
    expect(refusal(toNoRecord)).toEqual([404, 'NOT_FOUND', []]);
    expect(await keptFiles()).toEqual(before);
  });

  it('are read by all who read the record, and under that record only', async () => {
    const { id } = (await add(fileOf(pdf, 'letter.pdf'))).body;
    for (const target of [`${record}/attachments/`, `${record}/attachments/${id}/`]) {
      for (const person of [first.doctor, first.otherDoctor, first.admin, first.nurse, first.patient]) {
        expect((await call('GET', target, person)).status).toBe(200);
      }
      expect(refusal(await call('GET', target, first.staff))).toEqual([403, 'PERMISSION_DENIED', []]);
      for (const person of [first.otherPatient, fixture.second.doctor, fixture.second.admin]) {
        expect(refusal(await call('GET', target, person))).toEqual([404, 'NOT_FOUND', []]);
      }
    }
    const other = await writeRecord(api, first);
    for (const method of ['GET', 'DELETE'] as const) {
      const response = await call(method, `${other}/attachments/${id}/`);
      expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
    }
  });

  it('are deleted by doctors and admins, and gone from the record then', async () => {
    const id = await writeRecord(api, first);
    const [gone, kept] = [
      (await add(fileOf(pdf, 'gone.pdf'), first.patient, id)).body,
      (await add(fileOf(pdf, 'kept.pdf'), first.patient, id)).body,
    ];
    const target = `${id}/attachments/${gone.id}/`;
    for (const person of [first.nurse, first.staff, first.patient]) {
      expect(refusal(await call('DELETE', target, person))).toEqual([403, 'PERMISSION_DENIED', []]);
    }
    expect(refusal(await call('DELETE', target, fixture.second.doctor))).toEqual([404, 'NOT_FOUND', []]);
    expect((await call('DELETE', target, first.otherDoctor)).status).toBe(204);
    for (const method of ['GET', 'DELETE'] as const) {
      expect(refusal(await call(method, target))).toEqual([404, 'NOT_FOUND', []]);
    }
    expect(await attachmentsOf(id)).toMatchObject({ count: 1, results: [kept] });
    expect((await call('GET', `${id}/`)).body).toMatchObject({ attachments: [kept], version: 1 });
  });

  it('come as multipart only, in a field called file', async () => {
    const { token } = first.doctor;
    const target = `${records}${record}/attachments/`;
    const before = await keptFiles();
    expect(refusal(await api.call('POST', target, { token, body: { file: 'x' } }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      [],
    ]);
    for (const field of ['scan', 'note']) {
      const form = new FormData();
      form.append(field, fileOf(pdf, 'letter.pdf'));
      const response = await api.call('POST', target, { token, raw: form });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
    }
    const twice = new FormData();
    for (const name of ['a.pdf', 'b.pdf']) twice.append('file', fileOf(pdf, name));
    expect(refusal(await api.call('POST', target, { token, raw: twice }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['file'],
    ]);
    expect(await keptFiles()).toEqual(before);
  });
});
