import type { MedCorOptions, Role } from '@medcor/sdk';

/** The API that the page talks to. */
export interface Backend {
  readonly options: Pick<MedCorOptions, 'baseUrl' | 'fetch'>;
  /** Invented people whom anybody may be; there are none on a real server. */
  readonly demoPeople: readonly DemoPerson[];
}

export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}
