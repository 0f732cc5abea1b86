/** How far the installation's first run has come. */
export interface Installation {
  /** The hospital made without a token. */
  readonly hospital: number | null;
  readonly claimed_by: number | null;
  /** When the first administrator registered; nothing is open from then on. */
  readonly claimed_at: string | null;
}

/** The single row that the first run claims. Lock `('installation', 1)` before reading it to change it. */
export interface InstallationRepository {
  get(): Promise<Installation>;
  setHospital(hospital: number): Promise<void>;
  claim(user: number, at: string): Promise<void>;
}
