import { type ComponentProps, type ReactNode, useId } from 'react';

interface Labels {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it. */
  readonly faults?: readonly string[] | undefined;
}

/** A labelled input, with a hint and what is wrong with it. */
export function Field({ label, hint, faults, ...input }: Labels & ComponentProps<'input'>) {
  return (
    <Labelled label={label} hint={hint} faults={faults}>
      {(labelled) => <input {...input} {...labelled} />}
    </Labelled>
  );
}

/** The same for what takes several lines. */
export function LongField({ label, hint, faults, ...textarea }: Labels & ComponentProps<'textarea'>) {
  return (
    <Labelled label={label} hint={hint} faults={faults}>
      {(labelled) => <textarea {...textarea} {...labelled} />}
    </Labelled>
  );
}

interface LabelledProps extends Labels {
  readonly children: (
    labelled: Pick<ComponentProps<'input'>, 'id' | 'aria-invalid' | 'aria-describedby'>,
  ) => ReactNode;
}

function Labelled({ label, hint, faults = [], children }: LabelledProps) {
  const id = useId();
  const notes = [...(hint ? [hint] : []), ...faults];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': faults.length > 0,
        'aria-describedby': notes.length > 0 ? `${id}-notes` : undefined,
      })}
      {notes.length > 0 && (
        <p id={`${id}-notes`} className={faults.length > 0 ? 'fault' : 'muted'}>
          {notes.join(' ')}
        </p>
      )}
    </div>
  );
}
