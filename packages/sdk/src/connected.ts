import type { Transport } from './transport.js';

/** What has a way to the API; made before the fields of what extends it, which need one. */
export class Connected {
  constructor(protected readonly transport: Transport) {}
}
