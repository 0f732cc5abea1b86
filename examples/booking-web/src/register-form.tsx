import { useState } from 'react';
import type { EntranceFormProps } from './entrance.js';
import { Field } from './field.js';

/** Which hospital patients register with; a first installation has one, with the id 1. */
const hospital = Number(import.meta.env.VITE_MEDCOR_HOSPITAL ?? 1);

const nobody = { first_name: '', last_name: '', email: '', password: '', password_confirm: '' };

const inputs = [
  { name: 'first_name', label: 'First name', type: 'text', autoComplete: 'given-name' },
  { name: 'last_name', label: 'Last name', type: 'text', autoComplete: 'family-name' },
  { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autoComplete: 'new-password',
    hint: 'At least 10 characters.',
  },
  { name: 'password_confirm', label: 'Password again', type: 'password', autoComplete: 'new-password' },
] as const;

export function RegisterForm({ onEnter, isBusy, faults }: EntranceFormProps) {
  const [person, setPerson] = useState(nobody);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void onEnter((auth) => auth.register({ ...person, hospital }));
      }}
    >
      {inputs.map(({ name, ...input }) => (
        <Field
          key={name}
          {...input}
          required
          value={person[name]}
          onChange={({ target }) => setPerson({ ...person, [name]: target.value })}
          faults={faults[name]}
        />
      ))}
      <button type="submit" className="primary" aria-disabled={isBusy}>
        {isBusy ? 'Registering…' : 'Register'}
      </button>
    </form>
  );
}
