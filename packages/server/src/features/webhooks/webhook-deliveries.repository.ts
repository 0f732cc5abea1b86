import type { Delivery, WebhookPayload } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

/** What is written of a delivery: it is the tenant's, and has what is sent with it. */
export type NewDelivery = Omit<Delivery, 'id'> & { readonly payload: WebhookPayload };

/** How a delivery goes; what it delivers, and where to, never changes. */
export type DeliveryProgress = Omit<Delivery, 'id' | 'webhook' | 'event' | 'event_type' | 'created_at'>;

/** The deliveries of the tenant, and the queue that they are sent from: what is due has a time to be tried at. */
export interface WebhookDeliveryRepository {
  find(webhook: number, id: number): Promise<Delivery | undefined>;
  list(webhook: number, request: ListRequest): Promise<ListSlice<Delivery>>;
  insert(delivery: NewDelivery): Promise<Delivery>;
  /** Changes how a delivery goes, and takes it out of the hands of whoever is trying it. */
  update(webhook: number, id: number, progress: Partial<DeliveryProgress>): Promise<Delivery | undefined>;
  /** Erases deliveries from before an instant, so many at most; answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}

export const deliveryList: ListFields<Delivery> = {
  fields: plainFields<Delivery>(
    'webhook_deliveries',
    ['id', 'created_at', 'status', 'event_type'],
    ['event'],
  ),
};
