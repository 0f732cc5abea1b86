import type { EndpointMetadata } from '../shared/endpoint.js';
import type { OpenApiSecurityScheme } from './document.js';

export const securitySchemes: Readonly<Record<'bearerAuth' | 'apiKey', OpenApiSecurityScheme>> = {
  bearerAuth: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token that registering, signing in and refreshing answer. It lives 60 minutes.',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'mk_…',
    description:
      'A key for machines (`mk_…`), sent as a bearer token. It acts as its owner, reads only unless it was made ' +
      'to write, and cannot touch accounts or keys.',
  },
};

/** What has to be sent: any one of these; nothing for an empty one; `[]` where no token is looked at. */
export function securityOf({ signIn, apiKeys }: EndpointMetadata) {
  if (signIn === 'none') return [];
  return [...(signIn === 'first-run' ? [{}] : []), { bearerAuth: [] }, ...(apiKeys ? [{ apiKey: [] }] : [])];
}
