/** What of the server runs in a browser: the API over memory. The mock is made of it, and of nothing else. */
export { type CorePorts, createCore } from './core.js';
export { createMemoryStore, type MemoryDump, type MemoryStore } from './db/memory/memory-database.js';
export { answerJson } from './edge/answer.js';
export { ApiError } from './edge/api-error.js';
export {
  bodyTooLarge,
  brokenMultipart,
  encodedBody,
  isMultipart,
  missingFile,
  noBoundary,
  notMultipart,
  wrongPart,
} from './edge/body-faults.js';
export type { Edge } from './edge/edge.js';
export type { EdgeRequest, EdgeResponse, UploadedFile, UploadedForm } from './edge/exchange.js';
export { ownRequestId } from './edge/request-id.js';
export { createRouter } from './edge/router.js';
export { openSecrets } from './features/webhooks/webhook-secrets.js';
export type { Seal } from './lists/pager.js';
export type {
  FileStore,
  Mail,
  PasswordHasher,
  Secrets,
  TokenClaims,
  TokenSigner,
  WebhookAddresses,
} from './ports.js';
export { builtInAssistant } from './providers/built-in-assistant.js';
export { checkFile } from './providers/file-check.js';
export { createMemoryRateLimits } from './providers/memory-rate-limits.js';
export { tokenLifetime, tokenRefusal } from './providers/token-rules.js';
export { objectionToUrl } from './providers/webhook-url-rules.js';
