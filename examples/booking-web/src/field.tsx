import { type ComponentProps, useId } from 'react';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it. */
  readonly faults?: readonly string[] | undefined;
}

/** A labelled input, with a hint and what is wrong with it. */
export function Field({ label, hint, faults = [], ...input }: FieldProps) {
  const id = useId();
  const notes = [...(hint ? [hint] : []), ...faults];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={faults.length > 0}
        aria-describedby={notes.length > 0 ? `${id}-notes` : undefined}
      />
      {notes.length > 0 && (
        <p id={`${id}-notes`} className={faults.length > 0 ? 'fault' : 'muted'}>
          {notes.join(' ')}
        </p>
      )}
    </div>
  );
}
