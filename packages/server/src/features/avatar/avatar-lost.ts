import { ProviderUnavailable } from '../../assistant-ports.js';

/** The provider is there, but has no such session any more: nothing brings that one back. */
export class AvatarLost extends ProviderUnavailable {}
