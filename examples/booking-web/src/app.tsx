import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { Backend } from './backend.js';
import { DoctorDay } from './doctor-day.js';
import { type Enter, Entrance } from './entrance.js';
import { Notice, type NoticeContent } from './notice.js';
import { PatientPages } from './patient-pages.js';
import { beginSession, type Session, SessionProvider } from './session.js';

export function App({ backend }: { backend: Backend }) {
  const [session, setSession] = useState<Session>();
  const [notice, setNotice] = useState<NoticeContent>();

  const end = (how: NoticeContent) => {
    setSession(undefined);
    setNotice(how);
  };
  const enter: Enter = async (how) => {
    const ended = { role: 'alert', text: 'Your session has ended. Please sign in again.' } as const;
    setSession(await beginSession(backend, how, () => end(ended)));
    setNotice(undefined);
  };
  const signOut = () => {
    session?.signOut();
    end({ role: 'status', text: 'You are signed out.' });
  };

  return (
    <>
      <header className="top">
        <h1>Appointments</h1>
        {session && (
          <>
            <p className="who muted">{session.user.full_name}</p>
            <button type="button" onClick={signOut}>
              Sign out
            </button>
          </>
        )}
      </header>
      <main>
        {session ? (
          <QueryClientProvider client={session.queryClient}>
            <SessionProvider value={session}>
              <PagesOf role={session.user.role} />
            </SessionProvider>
          </QueryClientProvider>
        ) : (
          <>
            <Notice notice={notice} />
            <Entrance demoPeople={backend.demoPeople} onEnter={enter} />
          </>
        )}
      </main>
    </>
  );
}

function PagesOf({ role }: Pick<Session['user'], 'role'>) {
  if (role === 'patient') return <PatientPages />;
  if (role === 'doctor') return <DoctorDay />;
  return <p className="notice">This page is for patients and doctors.</p>;
}
