import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConfiguredServer, openConfiguredServer } from '../testing/configured-server.js';
import { populate, writeRecord } from '../testing/fixture.js';
import { type S3Server, startS3Server } from '../testing/s3-server.js';

let s3: S3Server;
let server: ConfiguredServer;
beforeAll(async () => {
  s3 = await startS3Server();
  server = await openConfiguredServer({
    S3_ENDPOINT: s3.settings.endpoint,
    S3_BUCKET: s3.settings.bucket,
    S3_REGION: s3.settings.region,
    S3_ACCESS_KEY_ID: s3.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.settings.secretAccessKey,
  });
});
afterAll(() => server.close());

it('keeps attachments in the configured bucket, and says 503 while that is gone', async () => {
  const { first } = await populate(server);
  const attachments = `/api/medical-records/${await writeRecord(server, first)}/attachments/`;
  const { token } = first.doctor;
  const file = new File(['%PDF-1.7 findings'], 'findings.pdf');
  const { status, body } = await server.upload(attachments, token, file);
  expect(status).toBe(201);
  expect(await s3.objects()).toHaveLength(1);
  expect(await readdir(path.join(server.folder, 'files', 'incoming'))).toEqual([]);

  const download = `${attachments}${body.id}/`;
  expect(await server.call('GET', download, { token })).toMatchObject({
    status: 200,
    body: '%PDF-1.7 findings',
  });
  expect(await server.call('HEAD', download, { token })).toMatchObject({ status: 200 });

  await s3.close();
  const refusal = { status: 503, body: { error: { code: 'PROVIDER_UNAVAILABLE' } } };
  expect(await server.upload(attachments, token, file)).toMatchObject(refusal);
  expect(await server.call('GET', download, { token })).toMatchObject(refusal);
  expect(await server.get(attachments, token)).toMatchObject({ count: 1 });
});
