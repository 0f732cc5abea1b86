/** Tables of a hospital whose rows are copied, and which of their columns are numbers of other rows. */
const tables = {
  hospitals: { id: 'hospitals' },
  users: { id: 'users', hospital_id: 'hospitals' },
  availability_slots: { id: 'availability_slots', hospital_id: 'hospitals', doctor_id: 'users' },
  appointments: {
    id: 'appointments',
    hospital_id: 'hospitals',
    patient_id: 'users',
    doctor_id: 'users',
    slot_id: 'availability_slots',
    cancelled_by: 'users',
  },
};

/** What nobody else may be called. */
const ownNames = { hospitals: ['name', 'slug'], users: ['email', 'username'] };

/**
 * Copies the first hospital until there are so many, and answers of each who asks, and about what. The numbers of a
 * copy are those of the original, moved by the size of its tables.
 */
export async function cloneHospitals(client, count) {
  const sizes = {};
  const first = async (sql) => (await client.query(sql)).rows[0];
  const { there } = await first('select count(*)::integer as there from hospitals');
  for (const table of Object.keys(tables)) {
    // The extras of the first hospital are numbered as they came: all of it is below that.
    const condition = table === 'hospitals' ? 'id = 1' : 'hospital_id = 1';
    sizes[table] = (await first(`select max(id) as size from ${table} where ${condition}`)).size;
  }
  for (const [table, references] of Object.entries(tables)) {
    const columns = await columnsOf(client, table);
    const values = columns.map((column) => {
      const other = references[column];
      if (other) return `${column} + copy * ${sizes[other]}`;
      return ownNames[table]?.includes(column) ? `'h' || copy || '.' || ${column}` : column;
    });
    await client.query(
      `insert into ${table} (${columns.join(', ')})
       select ${values.join(', ')} from generate_series($1::integer, $2::integer) as copy,
              (select * from ${table} where ${table === 'hospitals' ? 'id' : 'hospital_id'} = 1) as original`,
      [there, count - 1],
    );
    await client.query(`select setval(pg_get_serial_sequence($1, 'id'), (select max(id) from ${table}))`, [
      table,
    ]);
  }
  await client.query('vacuum analyze');
  return sessionsOf(client);
}

async function columnsOf(client, table) {
  const { rows } = await client.query(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** A session of the front desk of each hospital, and one of its appointments and doctors. */
async function sessionsOf(client) {
  await client.query('delete from sessions');
  const { rows } = await client.query(
    `with staff as (select min(id) as id, hospital_id from users where role = 'staff' group by hospital_id),
          started as (
            insert into sessions (user_id, created_at, last_used_at, expires_at)
            select id, now(), now(), now() + interval '1 day' from staff returning id, user_id)
     select staff.id as staff, started.id as session,
            (select max(id) from appointments where hospital_id = staff.hospital_id) as appointment,
            (select min(id) from users where hospital_id = staff.hospital_id and role = 'doctor') as doctor
       from staff join started on started.user_id = staff.id order by staff.hospital_id`,
  );
  return rows;
}
