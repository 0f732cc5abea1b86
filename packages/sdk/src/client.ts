import { Resources } from './generated/resources.js';
import type { MedCorOptions } from './options.js';
import { Transport } from './transport.js';

/**
 * A client of the MedCor API.
 *
 * @example
 * ```ts
 * const medcor = new MedCor({ baseUrl: 'http://localhost:8002' });
 * await medcor.auth.login({ email: 'patient@email.com', password: 'PatientPass123!' });
 * const slots = await medcor.availabilitySlots.list({ doctor: 2, is_available: true });
 * ```
 */
export class MedCor extends Resources {
  constructor(options: MedCorOptions) {
    super(new Transport(options, (refresh) => this.auth.refresh({ refresh, rotate: true })));
  }
}
