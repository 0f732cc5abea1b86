import type { Knex } from 'knex';
import { up as foundation } from './0001-foundation.js';
import { up as aroundTheCore } from './0002-around-the-core.js';
import { up as webhookDelivery } from './0003-webhook-delivery.js';
import { up as chat } from './0004-chat.js';
import { up as avatar } from './0005-avatar.js';
import { up as search } from './0006-search.js';
import { up as countsByDoctor } from './0007-counts-by-doctor.js';
import { up as fewerLooks } from './0008-fewer-looks.js';
import { up as statusesInIndexes } from './0009-statuses-in-indexes.js';
import { up as namesInThePrimaryKey } from './0010-names-in-the-primary-key.js';

/** Every migration, oldest first. Forwards only: a mistake is mended by the next one. */
const migrations = [
  { name: '0001-foundation', up: foundation },
  { name: '0002-around-the-core', up: aroundTheCore },
  { name: '0003-webhook-delivery', up: webhookDelivery },
  { name: '0004-chat', up: chat },
  { name: '0005-avatar', up: avatar },
  { name: '0006-search', up: search },
  { name: '0007-counts-by-doctor', up: countsByDoctor },
  { name: '0008-fewer-looks', up: fewerLooks },
  { name: '0009-statuses-in-indexes', up: statusesInIndexes },
  { name: '0010-names-in-the-primary-key', up: namesInThePrimaryKey },
];

type Migration = (typeof migrations)[number];

export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: async () => migrations,
  getMigrationName: ({ name }) => name,
  getMigration: async ({ up }) => ({
    up,
    down: async () => {
      throw new Error('Migrations only go forwards.');
    },
  }),
};
