import {
  contract,
  type Webhook,
  type WebhookCreate,
  type WebhookSecretRotate,
  type WebhookUpdate,
  type WebhookWithSecret,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found, invalidField } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { chosenHospital, permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import { mapPage, type Page } from '../../lists/page.js';
import type { ListQuery, Seal } from '../../lists/pager.js';
import type { Secrets, ServicePorts, WebhookAddresses } from '../../ports.js';
import { assertNamedHospital } from '../hospitals/references.js';
import { isRotating, newWebhookSecret, sealedSecret } from './webhook-secrets.js';
import { type StoredWebhook, webhookList } from './webhooks.repository.js';

/** For how long deliveries are signed with the secret before as well. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

interface WebhookPorts extends ServicePorts {
  readonly secrets: Secrets;
  readonly seal: Seal;
  readonly webhookAddresses: WebhookAddresses;
}

interface WebhookFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly is_active?: boolean | undefined;
}

export type WebhookService = ReturnType<typeof createWebhookService>;

export function createWebhookService(ports: WebhookPorts) {
  const { database, pager, clock, secrets, seal, webhookAddresses } = ports;

  const find = async (actor: Actor, id: number): Promise<StoredWebhook> => {
    const { tenant } = permit(actor, 'webhooks');
    return found(await database.read(tenant, ({ webhooks }) => webhooks.find(id)));
  };

  const shown = (webhook: StoredWebhook): Webhook => {
    const { secret: _secret, previous_secret: _previous, failing_since: _since, ...rest } = webhook;
    return isRotating(webhook, clock()) ? rest : { ...rest, previous_secret_expires_at: null };
  };

  /** Throws `400 VALIDATION_ERROR` for an address that leads where webhooks may not. */
  const assertMayLeadTo = async (url: string): Promise<void> => {
    const objection = await webhookAddresses.objectionTo(url);
    if (objection !== undefined) throw invalidField('url', objection);
  };

  return {
    find,

    list(actor: Actor, query: WebhookFilters): Promise<Page<Webhook>> {
      const hospital = chosenHospital(permit(actor, 'webhooks'), query.hospital);
      return database.read(hospital, async (repositories) => {
        await assertNamedHospital(repositories, query.hospital);
        const where = [equals('is_active', query.is_active)];
        const { webhooks } = repositories;
        return mapPage(await pager(contract.webhooks.list, query, webhookList, where, webhooks.list), shown);
      });
    },

    async get(actor: Actor, id: number): Promise<Webhook> {
      return shown(await find(actor, id));
    },

    async create(actor: Actor, body: WebhookCreate): Promise<WebhookWithSecret> {
      const hospital = chosenHospital(permit(actor, 'webhooks'), body.hospital);
      await assertMayLeadTo(body.url);
      const secret = body.secret ?? newWebhookSecret(secrets);
      return database.transaction(hospital, async (transaction) => {
        await assertNamedHospital(transaction, body.hospital);
        const at = clock().toISOString();
        const webhook = await transaction.webhooks.insert({
          url: body.url,
          events: unique(body.events),
          description: body.description ?? null,
          is_active: body.is_active ?? true,
          disabled_reason: null,
          failing_since: null,
          ...sealedSecret(seal, secret),
          previous_secret: null,
          previous_secret_expires_at: null,
          created_at: at,
          updated_at: at,
        });
        return { ...shown(webhook), secret };
      });
    },

    /** Switched on, or led elsewhere, a webhook has a clean record again. */
    async update(actor: Actor, id: number, body: WebhookUpdate): Promise<Webhook> {
      const { hospital } = await find(actor, id);
      const { events, ...change } = given(body);
      if (change.url !== undefined) await assertMayLeadTo(change.url);
      return database.transaction(hospital, async ({ webhooks }) => {
        const before = found(await webhooks.findForUpdate(id));
        const isSwitchedOn = change.is_active === true && !before.is_active;
        const isMoved = change.url !== undefined && change.url !== before.url;
        const webhook = await webhooks.update(id, {
          ...change,
          ...(events && { events: unique(events) }),
          ...(isSwitchedOn && { disabled_reason: null }),
          ...((isSwitchedOn || isMoved) && { failing_since: null }),
          updated_at: clock().toISOString(),
        });
        return shown(found(webhook));
      });
    },

    async delete(actor: Actor, id: number): Promise<void> {
      const { hospital } = await find(actor, id);
      await database.transaction(hospital, ({ webhooks }) => webhooks.delete(id));
    },

    /** The secret that is replaced signs for a while yet; one that was replaced before it does not any more. */
    async rotateSecret(actor: Actor, id: number, body: WebhookSecretRotate): Promise<WebhookWithSecret> {
      const { hospital } = await find(actor, id);
      const secret = body.secret ?? newWebhookSecret(secrets);
      return database.transaction(hospital, async ({ webhooks }) => {
        const before = found(await webhooks.findForUpdate(id));
        const now = clock();
        const webhook = await webhooks.update(id, {
          ...sealedSecret(seal, secret),
          previous_secret: before.secret,
          previous_secret_expires_at: new Date(now.getTime() + OVERLAP_MS).toISOString(),
          updated_at: now.toISOString(),
        });
        return { ...shown(found(webhook)), secret };
      });
    },
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
