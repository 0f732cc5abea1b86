import type { Role } from '@medcor/contract';

/** Who makes a request: a signed-in user, as the database knew them a moment ago. */
export interface Actor {
  readonly id: number;
  readonly role: Role;
  /** `null` only for a superuser who belongs to no hospital. */
  readonly hospital: number | null;
  readonly isSuperuser: boolean;
  /** How they signed in. */
  readonly credential:
    | { readonly kind: 'session'; readonly session: number }
    | { readonly kind: 'api-key'; readonly key: number; readonly access: 'read' | 'write' };
  /** Why a superuser reads what is none of theirs; see `breakGlassReason`. */
  readonly breakGlass?: string;
}

/** Where a request comes from, as far as services need to know. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId: string;
}
