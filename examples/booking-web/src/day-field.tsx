import { useState } from 'react';
import { Field } from './field.js';

interface DayFieldProps {
  readonly label: string;
  readonly day: string;
  readonly first?: string;
  readonly onChange: (day: string) => void;
}

/** A day to be typed or picked. What is no such day, as while its year is typed, is not handed on. */
export function DayField({ label, day, first = '1900-01-01', onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Field
      label={label}
      type="date"
      required
      min={first}
      max="2099-12-31"
      value={typed ?? day}
      onChange={({ target: { validity, value } }) => {
        setTyped(validity.valid ? undefined : value);
        if (validity.valid) onChange(value);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
