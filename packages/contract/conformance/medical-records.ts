import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import { attach, book, newRecord, writeRecord } from './things.js';
import { unique } from './unique.js';
import type { World } from './world.js';

const foreignAppointment = async (world: World) =>
  (await book(world, world.first, { patient: world.first.otherPatient })).id;

export const medicalRecordErrors: Provocations = {
  'medicalRecords.create': {
    INVALID_REFERENCE: {
      fields: ['patient'],
      make: ({ first, second }) => ({ body: newRecord(second), token: first.doctor.token }),
    },
  },
  'medicalRecords.update': {
    INVALID_REFERENCE: {
      fields: ['appointment'],
      make: async (world) => ({
        params: { id: (await writeRecord(world, world.first)).id },
        body: { appointment: await foreignAppointment(world) },
        token: world.first.doctor.token,
      }),
    },
  },
};

export const medicalRecordChecks = checksOf('medicalRecords', {
  'keeps what is written of a patient, to the letter': async (world) => {
    const { first } = world;
    const fields = {
      record_type: 'lab_result',
      title: unique('Lab results'),
      description: 'Fasting.\nTwo samples – “fine”.',
      vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 36.6, weight: 68.5 },
      lab_results: { Hb: 11.2, notes: ['pale', null, { checked: true }] },
    };
    const record = await writeRecord(world, first, fields, first.doctor);
    assertMatches(
      record,
      { ...fields, created_by: first.doctor.id, version: 1, attachments: [] },
      'The record',
    );
    const request = { params: { id: record.id }, token: first.patient.token };
    assertEqual(await world.client.succeed('medicalRecords.get', request), record, 'What the patient reads');
  },

  'refuses vital signs that nobody living has': async (world) => {
    const { client, first } = world;
    for (const [name, value] of Object.entries({ blood_pressure: '12/8', heart_rate: 900, weight: 0 })) {
      const body = { ...newRecord(first), vital_signs: { [name]: value } };
      const request = { body, token: first.doctor.token };
      const { fields } = await client.refuse('medicalRecords.create', 'VALIDATION_ERROR', request);
      assertEqual(fields, [`vital_signs.${name}`], 'The fields');
    }
  },

  'keeps every version, and makes none where nothing changes': async (world) => {
    const { client, first } = world;
    const { id, title } = await writeRecord(world, first, {}, first.doctor);
    const request = { params: { id }, token: first.doctor.token };
    for (const diagnosis of ['Flu', 'Flu', 'Cold']) {
      await client.succeed('medicalRecords.update', { ...request, body: { diagnosis } });
    }
    const { results } = await client.succeed('medicalRecords.history', request);
    assertEqual(
      results.map(({ version, diagnosis }) => [version, diagnosis]),
      [
        [3, 'Cold'],
        [2, 'Flu'],
        [1, null],
      ],
      'The versions',
    );
    assert(
      results.every((version) => version.title === title),
      'A title has changed',
    );
  },

  'shows confidential records to their author, the admins and the patient alone': async (world) => {
    const { client, first } = world;
    const { id } = await writeRecord(world, first, { is_confidential: true }, first.doctor);
    const params = { id };
    for (const { token } of [first.doctor, first.admin, first.patient]) {
      await client.succeed('medicalRecords.get', { params, token });
    }
    for (const { token } of [first.otherDoctor, first.nurse, first.otherPatient]) {
      await client.refuse('medicalRecords.get', 'NOT_FOUND', { params, token });
      await client.refuse('medicalRecords.history', 'NOT_FOUND', { params, token });
      await client.refuse('medicalRecords.listAttachments', 'NOT_FOUND', { params, token });
      const { results } = await client.succeed('medicalRecords.list', { token });
      assert(
        results.every((record) => record.id !== id),
        'A confidential record is listed',
      );
    }
    const body = { title: 'Mine now' };
    await client.refuse('medicalRecords.update', 'NOT_FOUND', {
      params,
      body,
      token: first.otherDoctor.token,
    });
  },

  'is shut to superusers, but for those who say why': async (world) => {
    const { client, second } = world;
    const { id } = await writeRecord(world, second);
    const admin = world.superuser;
    const request = { params: { id }, token: admin.token };
    const refused = await client.call('medicalRecords.get', request);
    assert(refused.status === 403 || refused.status === 404, `A superuser reads it: ${refused.status}`);
    const headers = { 'X-Break-Glass': 'A complaint is looked into' };
    await client.succeed('medicalRecords.get', { ...request, headers });
    const query = { hospital: second.id, patient: second.patient.id, actor: admin.id };
    const { results } = await client.succeed('auditLog.list', { query, token: second.admin.token });
    assertEqual(results[0]?.reason, headers['X-Break-Glass'], 'The reason that the audit log tells');
  },

  'takes a deleted record out of sight': async (world) => {
    const { client, first } = world;
    const { id } = await writeRecord(world, first);
    const request = { params: { id }, token: first.admin.token };
    await client.succeed('medicalRecords.delete', request);
    await client.refuse('medicalRecords.get', 'NOT_FOUND', request);
    await client.refuse('medicalRecords.history', 'NOT_FOUND', request);
    await client.refuse('medicalRecords.delete', 'NOT_FOUND', request);
  },

  'gives files back as they came, and never to be shown in a page': async (world) => {
    const { client, first } = world;
    const { id } = await writeRecord(world, first);
    const text = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
    const attachment = await attach(world, first, id, new File([text], 'Brief für Ann.pdf'));
    const expected = { content_type: 'application/pdf', size: text.length, filename: 'Brief für Ann.pdf' };
    assertMatches(attachment, expected, 'The attachment');
    const response = await client.fetch(`/api/medical-records/${id}/attachments/${attachment.id}/`, {
      headers: { Authorization: `Bearer ${first.patient.token}` },
    });
    const headers = ['content-type', 'x-content-type-options', 'cache-control', 'content-length'];
    const told = headers.map((name) => response.headers.get(name));
    assertEqual(told, ['application/pdf', 'nosniff', 'no-store', `${text.length}`], 'The headers');
    assert(response.headers.get('content-disposition')?.startsWith('attachment;') ?? false, 'It is shown');
    assertEqual(await response.text(), text, 'The content');
    const record = await client.succeed('medicalRecords.get', { params: { id }, token: first.doctor.token });
    assertEqual(record.attachments, [attachment], 'The attachments of the record');
  },

  'tells a file by its content, whatever it is called': async (world) => {
    const { client, first } = world;
    const params = { id: (await writeRecord(world, first)).id };
    const { token } = first.nurse;
    const program = new File(['MZ\u0000\u0003'], 'report.pdf', { type: 'application/pdf' });
    const add = 'medicalRecords.addAttachment';
    await client.refuse(add, 'UNSUPPORTED_MEDIA_TYPE', { params, file: program, token });
    const { count } = await client.succeed('medicalRecords.listAttachments', { params, token });
    assertEqual(count, 0, 'What is left of what was refused');
  },
});
