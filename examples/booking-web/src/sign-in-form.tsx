import { useState } from 'react';
import type { EntranceFormProps } from './entrance.js';
import { Field } from './field.js';

export function SignInForm({ onEnter, isBusy, faults }: EntranceFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void onEnter((auth) => auth.login({ email, password }));
      }}
    >
      <Field
        label="E-mail"
        type="email"
        required
        autoComplete="username"
        value={email}
        onChange={({ target }) => setEmail(target.value)}
        faults={faults.email}
      />
      <Field
        label="Password"
        type="password"
        required
        autoComplete="current-password"
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        faults={faults.password}
      />
      <button type="submit" className="primary" aria-disabled={isBusy}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  );
}
