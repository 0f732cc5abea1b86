import type { Delivery, Event, WebhookPayload } from '@medcor/contract';
import type { ListFields, ListRequest, ListSlice } from '../../lists/list-fields.js';

/** What is written of a delivery: it is the tenant's, and has what is sent with it. */
export type NewDelivery = Omit<Delivery, 'id'> & { readonly payload: WebhookPayload };

/** How a delivery goes; what it delivers, and where to, never changes. */
export type DeliveryProgress = Omit<Delivery, 'id' | 'webhook' | 'event' | 'event_type' | 'created_at'>;

/** The deliveries of the tenant, and the queue that they are sent from: what is due has a time to be tried at. */
export interface WebhookDeliveryRepository {
  find(webhook: number, id: number): Promise<Delivery | undefined>;
  list(webhook: number, request: ListRequest): Promise<ListSlice<Delivery>>;
  insert(delivery: NewDelivery): Promise<Delivery>;
  /**
   * Queues an event for every active webhook of its own hospital, whatever the tenant, that asked for its type;
   * answers for how many.
   */
  insertAll(event: Event): Promise<number>;
  /** Changes how a delivery goes, and takes it out of the hands of whoever is trying it. */
  update(webhook: number, id: number, progress: Partial<DeliveryProgress>): Promise<Delivery | undefined>;
  /** Erases deliveries from before an instant, so many at most; answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}

export const deliveryList: ListFields<Delivery> = {
  fields: {
    id: { column: 'webhook_deliveries.id', value: (delivery) => delivery.id },
    created_at: { column: 'webhook_deliveries.created_at', value: (delivery) => delivery.created_at },
    status: { column: 'webhook_deliveries.status', value: (delivery) => delivery.status },
    event: { column: 'webhook_deliveries.event_id', value: (delivery) => delivery.event },
    event_type: { column: 'webhook_deliveries.event_type', value: (delivery) => delivery.event_type },
  },
};
