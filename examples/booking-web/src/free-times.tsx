import type { AvailabilitySlot, Doctor } from '@medcor/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BookingDialog } from './booking-dialog.js';
import { dayOf, dayText, momentText, plusDays, rangeOf, timeText, timeZone, today } from './calendar.js';
import { DayField } from './day-field.js';
import { Notice, type NoticeContent } from './notice.js';
import { QueryList } from './query-list.js';
import { useSession } from './session.js';
import { ViewHeading } from './view-heading.js';

const DAYS = 7;

interface FreeTimesProps {
  readonly doctor: Doctor;
  readonly onBack: () => void;
  readonly onBooked: (what: string) => void;
}

/** A week of a doctor's free times, any of which can be booked. */
export function FreeTimes({ doctor, onBack, onBooked }: FreeTimesProps) {
  const { queries } = useSession();
  const [day, setDay] = useState(today);
  const [chosen, setChosen] = useState<AvailabilitySlot>();
  // Kept for the next choice, when somebody was faster.
  const [reason, setReason] = useState('');
  const [notice, setNotice] = useState<NoticeContent>();
  const free = useInfiniteQuery(
    queries.availabilitySlots.list.infinite({
      doctor: doctor.id,
      is_available: true,
      ordering: 'start_time',
      page_size: 100,
      ...rangeOf(day, DAYS),
    }),
  );
  const choose = (slot: AvailabilitySlot) => {
    setChosen(slot);
    setNotice(undefined);
  };
  return (
    <>
      <ViewHeading>Free times of Dr. {doctor.full_name}</ViewHeading>
      <button type="button" onClick={onBack}>
        Back to the doctors
      </button>
      <p>Times are those of your time zone, {timeZone}.</p>
      <WeekChoice day={day} onChange={setDay} />
      <Notice notice={notice} />
      <QueryList query={free} nouns={['free time', 'free times']} empty="No free time in these seven days.">
        {(slots) => <SlotsByDay slots={slots} onChoose={choose} />}
      </QueryList>
      {chosen && (
        <BookingDialog
          slot={chosen}
          reason={reason}
          onReason={setReason}
          onClose={() => setChosen(undefined)}
          onTaken={(why) => {
            setChosen(undefined);
            setNotice({ role: 'alert', text: `${why} Nothing was booked. Please choose another time.` });
          }}
          onBooked={({ doctor_name, start_time }) =>
            onBooked(`Booked: Dr. ${doctor_name}, ${momentText(start_time)}.`)
          }
        />
      )}
    </>
  );
}

function WeekChoice({ day, onChange }: { day: string; onChange: (day: string) => void }) {
  const first = today();
  const canGoBack = day > first;
  const goBack = () => {
    const earlier = plusDays(day, -DAYS);
    if (earlier >= first) onChange(earlier);
    else if (canGoBack) onChange(first);
  };
  return (
    <div className="steps">
      <button type="button" aria-disabled={!canGoBack} onClick={goBack}>
        Earlier
      </button>
      <DayField label="Seven days from" day={day} first={first} onChange={onChange} />
      <button type="button" onClick={() => onChange(plusDays(day, DAYS))}>
        Later
      </button>
    </div>
  );
}

interface SlotsByDayProps {
  readonly slots: readonly AvailabilitySlot[];
  readonly onChoose: (slot: AvailabilitySlot) => void;
}

function SlotsByDay({ slots, onChoose }: SlotsByDayProps) {
  const days = Map.groupBy(slots, ({ start_time }) => dayOf(new Date(start_time)));
  return [...days].map(([day, those]) => (
    <section key={day} aria-labelledby={`day-${day}`}>
      <h3 id={`day-${day}`}>{dayText(day)}</h3>
      <ul className="times">
        {those.map((slot) => (
          <li key={slot.id}>
            <button type="button" onClick={() => onChoose(slot)}>
              {timeText(slot.start_time)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
