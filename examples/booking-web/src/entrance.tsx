import type { MedCor, SignedIn } from '@medcor/sdk';
import { useState } from 'react';
import type { DemoPerson } from './backend.js';
import { Notice, type NoticeContent } from './notice.js';
import { RegisterForm } from './register-form.js';
import { SignInForm } from './sign-in-form.js';
import { faultsOf, troubleOf } from './trouble.js';
import { ViewHeading } from './view-heading.js';

/** Signs in or registers by the given call. */
export type Enter = (how: (auth: MedCor['auth']) => PromiseLike<SignedIn>) => Promise<void>;

export interface EntranceFormProps {
  readonly onEnter: Enter;
  readonly isBusy: boolean;
  /** A field's name to what is wrong with it. */
  readonly faults: ReturnType<typeof faultsOf>;
}

interface EntranceProps {
  readonly demoPeople: readonly DemoPerson[];
  readonly onEnter: Enter;
}

export function Entrance({ demoPeople, onEnter }: EntranceProps) {
  const [isNew, setNew] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [notice, setNotice] = useState<NoticeContent>();

  const change = (next: boolean) => {
    setNew(next);
    setError(undefined);
    setNotice(undefined);
  };
  const enter: Enter = async (how) => {
    if (isBusy) return;
    setBusy(true);
    try {
      await onEnter(how);
    } catch (failure) {
      setError(failure);
      setNotice({ role: 'alert', text: troubleOf(failure) });
    } finally {
      setBusy(false);
    }
  };

  const form = { onEnter: enter, isBusy, faults: faultsOf(error) };
  return (
    <div className="entrance">
      <ViewHeading key={String(isNew)}>{isNew ? 'Register as a patient' : 'Sign in'}</ViewHeading>
      <Notice notice={notice} />
      {isNew ? <RegisterForm {...form} /> : <SignInForm {...form} />}
      <button type="button" onClick={() => change(!isNew)}>
        {isNew ? 'I have an account' : 'I am new here'}
      </button>
      {demoPeople.length > 0 && !isNew && <DemoPeople people={demoPeople} onEnter={enter} />}
    </div>
  );
}

function DemoPeople({ people, onEnter }: { people: readonly DemoPerson[]; onEnter: Enter }) {
  return (
    <section aria-labelledby="demo">
      <h3 id="demo">Demo people</h3>
      <p className="muted">This page runs on the mock, without a server. Sign in as any of them:</p>
      <ul className="rows choices">
        {people.map(({ name, role, email, password }) => (
          <li key={email}>
            <button type="button" onClick={() => onEnter((auth) => auth.login({ email, password }))}>
              {name} <span className="muted">({role})</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
