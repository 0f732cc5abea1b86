import type { Doctor } from '@medcor/sdk';
import { useState } from 'react';
import { FindDoctor } from './find-doctor.js';
import { FreeTimes } from './free-times.js';
import { MyAppointments } from './my-appointments.js';
import type { NoticeContent } from './notice.js';

type View =
  | { readonly name: 'doctors' }
  | { readonly name: 'times'; readonly doctor: Doctor }
  | { readonly name: 'appointments'; readonly notice?: NoticeContent };

/** What a patient sees: find a doctor, choose a time, look at one's appointments. */
export function PatientPages() {
  const [view, setView] = useState<View>({ name: 'doctors' });
  const isFinding = view.name !== 'appointments';
  return (
    <>
      <nav aria-label="Pages">
        <button
          type="button"
          aria-current={isFinding ? 'page' : undefined}
          onClick={() => setView({ name: 'doctors' })}
        >
          Find a doctor
        </button>
        <button
          type="button"
          aria-current={isFinding ? undefined : 'page'}
          onClick={() => setView({ name: 'appointments' })}
        >
          My appointments
        </button>
      </nav>
      {view.name === 'doctors' && <FindDoctor onChoose={(doctor) => setView({ name: 'times', doctor })} />}
      {view.name === 'times' && (
        <FreeTimes
          doctor={view.doctor}
          onBack={() => setView({ name: 'doctors' })}
          onBooked={(text) => setView({ name: 'appointments', notice: { role: 'status', text } })}
        />
      )}
      {view.name === 'appointments' && <MyAppointments opening={view.notice} />}
    </>
  );
}
