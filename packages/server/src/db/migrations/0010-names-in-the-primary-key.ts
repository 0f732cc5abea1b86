import type { Knex } from 'knex';

/**
 * Names are looked up in the primary key itself. Beside it, PostgreSQL left an index of names alone as soon as one page of a
 * large `users` had changed: it then expects to have to read the row anyway, and the key without names is the smaller one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index users_names;
    alter table users drop constraint users_pkey cascade;
    alter table users add primary key (id) include (full_name);

    alter table api_keys add foreign key (user_id) references users;
    alter table appointments add foreign key (cancelled_by) references users;
    alter table avatar_sessions add foreign key (user_id) references users;
    alter table chat_messages add foreign key (user_id) references users;
    alter table chat_sessions add foreign key (user_id) references users;
    alter table idempotency_keys add foreign key (user_id) references users;
    alter table installation add foreign key (claimed_by) references users;
    alter table password_resets add foreign key (user_id) references users;
    alter table sessions add foreign key (user_id) references users`);
}
