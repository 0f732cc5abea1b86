/** What the command line knows of an operation of the API. */
export interface Command {
  /** `appointments`, `availability-slots`. */
  readonly resource: string;
  /** `list`, `no-show`. */
  readonly action: string;
  /** `appointments.noShow`. */
  readonly operation: string;
  /** `POST /api/appointments/:id/no-show/`. */
  readonly route: string;
  /** What stands in the path, in order. */
  readonly params: readonly string[];
  /** What can be asked, or sent. */
  readonly fields: readonly Field[];
  readonly kind: CommandKind;
}

/** What help says of a command. */
export interface CommandHelp {
  readonly summary: string;
  readonly description: string;
  /** Who may, in words. */
  readonly allowed: string;
  /** Of a field, by its flag. */
  readonly fields: Readonly<Record<string, string>>;
  /** The contract's own example of what is sent. */
  readonly example: unknown;
}

/**
 * What a call is: `once` and `anonymous` are not repeated when their answer is lost, `file` answers one, and `upload`
 * sends one.
 */
export type CommandKind = 'list' | 'call' | 'once' | 'anonymous' | 'file' | 'upload';

/** A value that a command takes as a flag. */
export interface Field {
  /** `vital-signs.heart-rate`. */
  readonly flag: string;
  /** Where it stands in what is sent: `["vital_signs", "heart_rate"]`. */
  readonly path: readonly string[];
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'json' | 'file';
  /** What it can be, where that is one of a few words. */
  readonly values?: readonly string[];
  readonly isRepeated?: boolean;
  readonly isRequired?: boolean;
  readonly isNullable?: boolean;
  /** Never a flag: asked for, or read from --data. */
  readonly isSecret?: boolean;
}
