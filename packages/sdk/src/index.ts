export type { APIPromise, Result, WithResponse } from './api-promise.js';
export { MedCor } from './client.js';
export type { TokenPair, TokenStore } from './credentials.js';
export * from './errors.js';
export type { EventStream, ServerSentEvent } from './event-stream.js';
export type * from './generated/resources.js';
export { type OperationId, routes } from './generated/routes.js';
export type * from './generated/types.js';
export type { Hooks, Logger, OutgoingRequest } from './hooks.js';
export type { MedCorOptions } from './options.js';
export type { Page, PagePromise } from './page.js';
export type {
  DownloadOptions,
  Progress,
  RequestOptions,
  StreamOptions,
  UploadOptions,
} from './request-options.js';
export { Resource } from './resource.js';
