import type { Doctor } from '@medcor/sdk';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Field } from './field.js';
import { QueryList } from './query-list.js';
import { useSession } from './session.js';
import { ViewHeading } from './view-heading.js';

interface Wanted {
  readonly search: string;
  readonly specialty: string;
}

export function FindDoctor({ onChoose }: { onChoose: (doctor: Doctor) => void }) {
  const { queries } = useSession();
  const [wanted, setWanted] = useState<Wanted>({ search: '', specialty: '' });
  const doctors = useInfiniteQuery(
    queries.users.doctors.infinite({
      search: wanted.search || undefined,
      specialty: wanted.specialty ? Number(wanted.specialty) : undefined,
      ordering: 'last_name',
    }),
  );
  return (
    <>
      <ViewHeading>Find a doctor</ViewHeading>
      <DoctorFilter onWant={setWanted} />
      <QueryList query={doctors} nouns={['doctor', 'doctors']} empty="No doctor was found.">
        {(rows) => (
          <ul className="rows">
            {rows.map((doctor) => (
              <li key={doctor.id} className="card">
                <DoctorCard doctor={doctor} onChoose={() => onChoose(doctor)} />
              </li>
            ))}
          </ul>
        )}
      </QueryList>
    </>
  );
}

function DoctorFilter({ onWant }: { onWant: (wanted: Wanted) => void }) {
  const { queries } = useSession();
  // Without them one can still search by name.
  const { data: specialties = [] } = useQuery(queries.specialties.popular({ limit: 100 }));
  const [search, setSearch] = useState('');
  const [specialty, setSpecialty] = useState('');
  const id = useId();
  return (
    <search>
      <form
        className="filter"
        onSubmit={(event) => {
          event.preventDefault();
          onWant({ search, specialty });
        }}
      >
        <Field
          label="Name"
          type="search"
          maxLength={200}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <div className="field">
          <label htmlFor={id}>Specialty</label>
          <select id={id} value={specialty} onChange={({ target }) => setSpecialty(target.value)}>
            <option value="">Any</option>
            {specialties.map(({ id: value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="primary">
          Search
        </button>
      </form>
    </search>
  );
}

function DoctorCard({ doctor, onChoose }: { doctor: Doctor; onChoose: () => void }) {
  const { full_name, specialties, years_of_experience, bio } = doctor;
  const facts = [
    ...specialties.map(({ name }) => name),
    ...(years_of_experience === null ? [] : [`${years_of_experience} years of experience`]),
  ];
  return (
    <>
      <div>
        <h3>Dr. {full_name}</h3>
        <p className="muted">{facts.join(' · ')}</p>
        {bio && <p>{bio}</p>}
      </div>
      <button type="button" onClick={onChoose}>
        Free times<span className="visually-hidden"> of Dr. {full_name}</span>
      </button>
    </>
  );
}
