// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { CommandHelp } from '../command.types.js';

/** What help says of each command, by the operation that it is. */
export const commandHelp: Readonly<Record<string, () => CommandHelp>> = {
  'hospitals.list': () => ({
    summary: 'List hospitals',
    description: 'A superuser sees every hospital, an admin their own.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (name, city, created_at, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      'hospital-type': 'Only rows whose `hospital_type` is this.',
      'is-active': 'Only rows whose `is_active` is this.',
    },
    example: null,
  }),
  'hospitals.create': () => ({
    summary: 'Create a hospital',
    description:
      'Makes a tenant. While the installation is unclaimed, one hospital may be created without a token, from the machine itself or with `X-Setup-Token`; afterwards this takes a superuser.',
    allowed: 'superuser (any hospital).',
    fields: {
      name: '1 to 200 characters.',
      city: '1 to 100 characters.',
      state: '1 to 100 characters.',
      country: '1 to 100 characters.',
      'contact-email': 'At most 254 characters.',
      'contact-phone': '3 to 32 characters.',
      slug: 'At most 100 characters.',
      description: 'At most 5000 characters.',
      website: 'At most 500 characters.',
      'address-line1': 'At most 200 characters.',
      'address-line2': 'At most 200 characters.',
      'postal-code': 'At most 20 characters.',
      timezone: 'At most 64 characters.',
      'bed-count': '0 to 100000.',
    },
    example: {
      name: 'City General Hospital',
      city: 'New York',
      state: 'NY',
      country: 'USA',
      hospital_type: 'general',
      contact_email: 'admin@citygeneral.com',
      contact_phone: '+1-212-555-0100',
    },
  }),
  'hospitals.get': () => ({
    summary: 'Get a hospital',
    description: 'Everyone may read their own hospital; a superuser any.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {},
    example: null,
  }),
  'hospitals.update': () => ({
    summary: 'Update a hospital',
    description: 'Changes the fields that are sent; `null` clears a nullable one.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      name: '1 to 200 characters.',
      city: '1 to 100 characters.',
      state: '1 to 100 characters.',
      country: '1 to 100 characters.',
      'contact-email': 'At most 254 characters.',
      'contact-phone': '3 to 32 characters.',
      slug: 'At most 100 characters.',
      description: 'At most 5000 characters.',
      website: 'At most 500 characters.',
      'address-line1': 'At most 200 characters.',
      'address-line2': 'At most 200 characters.',
      'postal-code': 'At most 20 characters.',
      timezone: 'At most 64 characters.',
      'bed-count': '0 to 100000.',
      'is-active': 'Only a superuser may change this.',
    },
    example: { bed_count: 250, emergency_services: true },
  }),
  'hospitals.delete': () => ({
    summary: 'Delete a hospital',
    description:
      'Deactivates the hospital: nothing is erased, its users lose access at once. The hospital of the last active superuser cannot be deactivated.',
    allowed: 'superuser (any hospital).',
    fields: {},
    example: null,
  }),
  'hospitals.statistics': () => ({
    summary: "Get a hospital's statistics",
    description: 'Users by role, appointments by status, and what lies ahead.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {},
    example: null,
  }),
  'hospitals.subscription': () => ({
    summary: "Get a hospital's subscription",
    description: 'The live subscription; `404` when the hospital has none, and nothing is limited then.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {},
    example: null,
  }),
  'auth.register': () => ({
    summary: 'Register',
    description:
      'Makes a patient account and signs it in. While the installation is unclaimed, one `admin` may register for the first hospital, and becomes its superuser as well.',
    allowed: 'anyone, without signing in.',
    fields: {
      email: 'At most 254 characters.',
      username: '2 to 60 characters.',
      'first-name': '1 to 100 characters.',
      'last-name': '1 to 100 characters.',
      'phone-number': '3 to 32 characters.',
      'date-of-birth': 'A day: `2025-01-20`.',
      department: 'At most 100 characters.',
      'license-number': 'At most 50 characters.',
      'years-of-experience': '0 to 80.',
      address: 'At most 500 characters.',
      bio: 'At most 5000 characters.',
      'emergency-contact-name': 'At most 200 characters.',
      'emergency-contact-phone': '3 to 32 characters.',
      'preferred-language': 'At most 35 characters.',
      timezone: 'At most 64 characters.',
      allergies: 'At most 5000 characters.',
      'medical-conditions': 'At most 5000 characters.',
      'current-medications': 'At most 5000 characters.',
      password: '10 to 128 characters.',
      'password-confirm': 'At most 128 characters.',
      role: 'Default: `"patient"`.',
    },
    example: {
      email: 'admin@hospital.com',
      password: 'SecurePassword123!',
      password_confirm: 'SecurePassword123!',
      first_name: 'John',
      last_name: 'Admin',
      role: 'admin',
      hospital: 1,
      phone_number: '+1-212-555-0101',
    },
  }),
  'auth.login': () => ({
    summary: 'Sign in',
    description:
      'Answers an access and a refresh token. Ten failures for one account and address within 15 minutes are answered `429` until they lapse.',
    allowed: 'anyone, without signing in.',
    fields: { email: 'At most 254 characters.', password: '1 to 1024 characters.' },
    example: { email: 'admin@hospital.com', password: 'SecurePassword123!' },
  }),
  'auth.logout': () => ({
    summary: 'Sign out',
    description:
      'Ends a session of yours: that of the given refresh token, else the current one. Its access tokens stop at once.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: { refresh: 'Ends the session of this token; else the current one. 1 to 4096 characters.' },
    example: {},
  }),
  'auth.refresh': () => ({
    summary: 'Refresh the access token',
    description:
      'Answers a new access token. With `rotate` the refresh token is replaced as well; a spent one shown again within 60 seconds gets a sibling, later it ends the whole session.',
    allowed: 'anyone, without signing in.',
    fields: {
      refresh: '1 to 4096 characters.',
      rotate: 'Also answer a new refresh token and spend this one. Default: `false`.',
    },
    example: { refresh: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln' },
  }),
  'auth.profile': () => ({
    summary: 'Get your profile',
    description: 'The signed-in user.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {},
    example: null,
  }),
  'auth.updateProfile': () => ({
    summary: 'Update your profile',
    description:
      'Changes the fields that are sent. `role`, `hospital` and `is_active` are not yours to change.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      email: 'At most 254 characters.',
      username: '2 to 60 characters.',
      'first-name': '1 to 100 characters.',
      'last-name': '1 to 100 characters.',
      'phone-number': '3 to 32 characters.',
      'date-of-birth': 'A day: `2025-01-20`.',
      department: 'At most 100 characters.',
      'license-number': 'At most 50 characters.',
      'years-of-experience': '0 to 80.',
      address: 'At most 500 characters.',
      bio: 'At most 5000 characters.',
      'emergency-contact-name': 'At most 200 characters.',
      'emergency-contact-phone': '3 to 32 characters.',
      'preferred-language': 'At most 35 characters.',
      timezone: 'At most 64 characters.',
      allergies: 'At most 5000 characters.',
      'medical-conditions': 'At most 5000 characters.',
      'current-medications': 'At most 5000 characters.',
      hospital: 'Only a superuser may change this.',
    },
    example: { phone_number: '+1-212-555-0103' },
  }),
  'auth.changePassword': () => ({
    summary: 'Change your password',
    description: 'Takes the old password, and ends every other session of yours.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      'old-password': '1 to 1024 characters.',
      'new-password': '10 to 128 characters.',
      'new-password-confirm': 'At most 128 characters.',
    },
    example: {
      old_password: 'SecurePassword123!',
      new_password: 'EvenMoreSecure456!',
      new_password_confirm: 'EvenMoreSecure456!',
    },
  }),
  'auth.requestPasswordReset': () => ({
    summary: 'Ask for a password reset',
    description:
      'Sends a link by e-mail if the address has an account. The answer never tells whether it has.',
    allowed: 'anyone, without signing in.',
    fields: { email: 'At most 254 characters.' },
    example: { email: 'admin@hospital.com' },
  }),
  'auth.confirmPasswordReset': () => ({
    summary: 'Set a new password',
    description:
      'Takes the token of the e-mail, once and within an hour, and ends all sessions of the account.',
    allowed: 'anyone, without signing in.',
    fields: {
      token: '1 to 4096 characters.',
      'new-password': '10 to 128 characters.',
      'new-password-confirm': 'At most 128 characters.',
    },
    example: {
      token: 'pr_example',
      new_password: 'EvenMoreSecure456!',
      new_password_confirm: 'EvenMoreSecure456!',
    },
  }),
  'sessions.list': () => ({
    summary: 'List your sessions',
    description: 'Where you are signed in.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, last_used_at, id); "-" before one for descending. Default: -created_at.',
    },
    example: null,
  }),
  'sessions.delete': () => ({
    summary: 'End a session',
    description: 'Signs that session out; its access tokens stop at once.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {},
    example: null,
  }),
  'apiKeys.list': () => ({
    summary: 'List your API keys',
    description: 'Your keys, without the keys themselves.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, id); "-" before one for descending. Default: -created_at.',
    },
    example: null,
  }),
  'apiKeys.create': () => ({
    summary: 'Create an API key',
    description: 'Makes a key for a machine and shows it once. It cannot touch accounts or keys.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      name: '1 to 100 characters.',
      'expires-at': 'Never, when absent. An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters.',
    },
    example: { name: 'Nightly import', access: 'write' },
  }),
  'apiKeys.delete': () => ({
    summary: 'Delete an API key',
    description: 'The key stops at once.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {},
    example: null,
  }),
  'users.list': () => ({
    summary: 'List users',
    description: 'The users of your hospital; a patient sees themselves only.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (first_name, last_name, created_at, email, last_login, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      role: 'Only rows whose `role` is this.',
      'is-active': 'Only rows whose `is_active` is this.',
      'is-superuser': 'Only rows whose `is_superuser` is this.',
      department: 'Only rows whose `department` is this. 1 to 100 characters.',
    },
    example: null,
  }),
  'users.create': () => ({
    summary: 'Create a user',
    description: 'Adds a user to your hospital. Clinical fields are taken for patients only.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      email: 'At most 254 characters.',
      username: '2 to 60 characters.',
      'first-name': '1 to 100 characters.',
      'last-name': '1 to 100 characters.',
      'phone-number': '3 to 32 characters.',
      'date-of-birth': 'A day: `2025-01-20`.',
      department: 'At most 100 characters.',
      'license-number': 'At most 50 characters.',
      'years-of-experience': '0 to 80.',
      address: 'At most 500 characters.',
      bio: 'At most 5000 characters.',
      'emergency-contact-name': 'At most 200 characters.',
      'emergency-contact-phone': '3 to 32 characters.',
      'preferred-language': 'At most 35 characters.',
      timezone: 'At most 64 characters.',
      allergies: 'At most 5000 characters.',
      'medical-conditions': 'At most 5000 characters.',
      'current-medications': 'At most 5000 characters.',
      password: '10 to 128 characters.',
      hospital: 'Defaults to your own hospital; a superuser may name another.',
    },
    example: {
      email: 'dr.smith@hospital.com',
      username: 'drsmith',
      password: 'DoctorPass123!',
      first_name: 'Jane',
      last_name: 'Smith',
      role: 'doctor',
      hospital: 1,
      department: 'Cardiology',
      license_number: 'MD123456',
      years_of_experience: 10,
    },
  }),
  'users.bulk': () => ({
    summary: 'Create many users',
    description: 'Takes up to 500 users. Each stands for itself: one refused row never sinks another.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: { users: 'Each as for creating one user. 1 to 500 items.' },
    example: {
      users: [
        {
          email: 'dr.smith@hospital.com',
          username: 'drsmith',
          password: 'DoctorPass123!',
          first_name: 'Jane',
          last_name: 'Smith',
          role: 'doctor',
          hospital: 1,
          department: 'Cardiology',
          license_number: 'MD123456',
          years_of_experience: 10,
        },
      ],
    },
  }),
  'users.doctors': () => ({
    summary: 'List doctors',
    description: 'The active doctors of your hospital, as a bare array, with what they show to everyone.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (first_name, last_name, years_of_experience, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      specialty: 'Only rows whose `specialty` is this.',
      department: 'Only rows whose `department` is this. 1 to 100 characters.',
    },
    example: null,
  }),
  'users.patients': () => ({
    summary: 'List patients',
    description: 'The active patients of your hospital, as a bare array.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (first_name, last_name, created_at, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
    },
    example: null,
  }),
  'users.get': () => ({
    summary: 'Get a user',
    description: 'One user, whole. The clinical fields are shown to those who may read them, else `null`.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'users.update': () => ({
    summary: 'Update a user',
    description:
      "Changes the fields that are sent. Nobody changes their own `role`, `hospital` or `is_active`; a superuser's account is changed by a superuser only.",
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      email: 'At most 254 characters.',
      username: '2 to 60 characters.',
      'first-name': '1 to 100 characters.',
      'last-name': '1 to 100 characters.',
      'phone-number': '3 to 32 characters.',
      'date-of-birth': 'A day: `2025-01-20`.',
      department: 'At most 100 characters.',
      'license-number': 'At most 50 characters.',
      'years-of-experience': '0 to 80.',
      address: 'At most 500 characters.',
      bio: 'At most 5000 characters.',
      'emergency-contact-name': 'At most 200 characters.',
      'emergency-contact-phone': '3 to 32 characters.',
      'preferred-language': 'At most 35 characters.',
      timezone: 'At most 64 characters.',
      allergies: 'At most 5000 characters.',
      'medical-conditions': 'At most 5000 characters.',
      'current-medications': 'At most 5000 characters.',
      hospital: 'Only a superuser may change this.',
    },
    example: { phone_number: '+1-212-555-0102' },
  }),
  'users.delete': () => ({
    summary: 'Deactivate a user',
    description:
      'Deactivates the account: nothing is erased, access ends at once. Nobody deactivates themselves.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: null,
  }),
  'users.activate': () => ({
    summary: 'Activate a user',
    description: 'Lets a deactivated user sign in again.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: {},
  }),
  'users.deactivate': () => ({
    summary: 'Deactivate a user',
    description: 'As deleting, but answers the user. Nobody deactivates themselves.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: {},
  }),
  'users.export': () => ({
    summary: 'Export a patient',
    description: 'All the platform holds of a patient, as one document; for the patient and their admins.',
    allowed: 'admin (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'availabilitySlots.list': () => ({
    summary: 'List availability slots',
    description:
      "When the doctors of your hospital see patients. The date range is that of the slot's start.",
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (start_time, end_time, created_at, id); "-" before one for descending. Default: start_time.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      doctor: 'Only rows whose `doctor` is this.',
      specialty: 'Slots of doctors with this specialty.',
      'is-available': 'Whether the slot is offered to you.',
    },
    example: null,
  }),
  'availabilitySlots.create': () => ({
    summary: 'Create an availability slot',
    description:
      "Opens a span of a doctor's time. Slots of one doctor never overlap; past times are allowed.",
    allowed: 'superuser (any hospital), admin (own hospital), doctor (own).',
    fields: {
      'start-time': 'An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters.',
      'end-time': 'An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters.',
      'is-available': 'Whether the slot is open for booking.',
      notes: 'At most 2000 characters.',
      hospital: 'Defaults to your own hospital; a superuser may name another.',
    },
    example: {
      doctor: 2,
      start_time: '2025-01-20T09:00:00Z',
      end_time: '2025-01-20T17:00:00Z',
      is_available: true,
    },
  }),
  'availabilitySlots.bulk': () => ({
    summary: 'Create availability slots by a pattern',
    description:
      "Fills days with slots of equal length, at most 2000. Hours are in the hospital's time zone and follow its daylight-saving changes. Slots that would overlap are skipped and reported.",
    allowed: 'superuser (any hospital), admin (own hospital), doctor (own).',
    fields: {
      hospital: 'Defaults to your own hospital; a superuser may name another.',
      'date-from': 'A day: `2025-01-20`.',
      'date-to': 'Inclusive. A day: `2025-01-20`.',
      weekdays: '1 = Monday … 7 = Sunday. 1 to 7 items.',
      from: "In the hospital's time zone.",
      to: "In the hospital's time zone.",
      'slot-minutes': '5 to 1440.',
      notes: 'At most 2000 characters.',
    },
    example: {
      doctor: 2,
      date_from: '2025-01-20',
      date_to: '2025-01-24',
      weekdays: [1, 2, 3, 4, 5],
      from: '09:00',
      to: '17:00',
      slot_minutes: 30,
    },
  }),
  'availabilitySlots.get': () => ({
    summary: 'Get an availability slot',
    description: 'One slot of your hospital.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {},
    example: null,
  }),
  'availabilitySlots.update': () => ({
    summary: 'Update an availability slot',
    description: 'Changes the fields that are sent. A booked slot cannot be changed.',
    allowed: 'superuser (any hospital), admin (own hospital), doctor (own).',
    fields: {
      'start-time': 'An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters.',
      'end-time': 'An instant: `2025-01-20T09:00:00.000Z`. At most 40 characters.',
      'is-available': 'Whether the slot is open for booking.',
      notes: 'At most 2000 characters.',
    },
    example: { is_available: false },
  }),
  'availabilitySlots.delete': () => ({
    summary: 'Delete an availability slot',
    description: 'Takes the slot away. A booked slot cannot be deleted.',
    allowed: 'superuser (any hospital), admin (own hospital), doctor (own).',
    fields: {},
    example: null,
  }),
  'appointments.list': () => ({
    summary: 'List appointments',
    description:
      "Your hospital's appointments; a patient sees their own. The date range is that of the start. Search looks at the names of patient and doctor and at the reason.",
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (start_time, created_at, updated_at, id); "-" before one for descending. Default: -start_time.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      patient: 'Only rows whose `patient` is this.',
      doctor: 'Only rows whose `doctor` is this.',
      slot: 'Only rows whose `slot` is this.',
      status: 'Only rows whose `status` is this.',
      'appointment-type': 'Only rows whose `appointment_type` is this.',
    },
    example: null,
  }),
  'appointments.create': () => ({
    summary: 'Book an appointment',
    description:
      'Takes a slot for a patient. Whatever the load, a slot holds one live appointment, and a patient is never in two at once. A patient cannot book the past; staff can.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {
      reason: 'At most 2000 characters.',
      symptoms: 'At most 5000 characters.',
      notes: 'At most 5000 characters.',
      patient: 'Defaults to the caller, when the caller is a patient.',
      hospital: 'Defaults to your own hospital; a superuser may name another.',
    },
    example: {
      patient: 3,
      doctor: 2,
      slot: 1,
      appointment_type: 'consultation',
      reason: 'Regular checkup',
      notes: 'Patient requests morning appointment',
    },
  }),
  'appointments.get': () => ({
    summary: 'Get an appointment',
    description: 'One appointment.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'appointments.update': () => ({
    summary: 'Update an appointment',
    description:
      'Changes the fields that are sent. With a new `slot` it is rescheduled in one step: the old slot is freed only if the new one could be taken. Only scheduled and confirmed appointments can be rescheduled.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {
      reason: 'At most 2000 characters.',
      symptoms: 'At most 5000 characters.',
      notes: 'At most 5000 characters.',
      slot: 'Moves the appointment to another slot.',
      doctor: 'Only together with a slot of that doctor.',
    },
    example: { reason: 'Chest pain when climbing stairs' },
  }),
  'appointments.delete': () => ({
    summary: 'Cancel an appointment',
    description: 'As cancelling, but answers nothing.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'appointments.confirm': () => ({
    summary: 'Confirm an appointment',
    description: 'From scheduled to confirmed. Confirming again changes nothing.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own), nurse (own hospital), staff (own hospital), patient (own).',
    fields: {},
    example: {},
  }),
  'appointments.cancel': () => ({
    summary: 'Cancel an appointment',
    description: 'From scheduled or confirmed to cancelled; the slot is free again.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).',
    fields: { reason: 'Kept as `cancellation_reason`. 1 to 2000 characters.' },
    example: { reason: 'Feeling better' },
  }),
  'appointments.complete': () => ({
    summary: 'Complete an appointment',
    description: 'From scheduled or confirmed to completed.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own), nurse (own hospital), staff (own hospital).',
    fields: {},
    example: {},
  }),
  'appointments.noShow': () => ({
    summary: 'Mark an appointment as no-show',
    description: 'From scheduled or confirmed to no_show: the patient did not come.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own), nurse (own hospital), staff (own hospital).',
    fields: {},
    example: {},
  }),
  'medicalRecords.list': () => ({
    summary: 'List medical records',
    description:
      "The records of your hospital's patients; a patient sees their own. Confidential ones are left out where you may not read them. The date range is that of the creation.",
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, updated_at, id); "-" before one for descending. Default: -created_at.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      'record-type': 'Only rows whose `record_type` is this.',
      appointment: 'Only rows whose `appointment` is this.',
      'created-by': 'Only rows whose `created_by` is this.',
      'is-confidential': 'Only rows whose `is_confidential` is this.',
      patient: 'Only rows whose `patient` is this.',
    },
    example: null,
  }),
  'medicalRecords.create': () => ({
    summary: 'Create a medical record',
    description: "Adds an entry to a patient's record; you are its author.",
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      title: '1 to 200 characters.',
      description: 'At most 20000 characters.',
      diagnosis: 'At most 5000 characters.',
      symptoms: 'At most 5000 characters.',
      'vital-signs.heart-rate': 'Beats a minute. 0 to 350.',
      'vital-signs.temperature': 'Degrees; Celsius below 50, else Fahrenheit. 20 to 115.',
      'vital-signs.weight': 'Kilograms. 0.1 to 700.',
      'vital-signs.height': 'Centimetres. 10 to 280.',
      'vital-signs.respiratory-rate': 'Breaths a minute. 0 to 120.',
      'vital-signs.oxygen-saturation': 'Per cent. 0 to 100.',
      'is-confidential': 'Only the author, the admins and the patient may read it.',
    },
    example: {
      patient: 3,
      record_type: 'general',
      title: 'Initial Health Assessment',
      description: 'Patient initial consultation and health history',
      diagnosis: 'General checkup - healthy',
      symptoms: 'None',
      vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 98.6, weight: 70 },
    },
  }),
  'medicalRecords.forPatient': () => ({
    summary: "List a patient's records",
    description: 'As listing medical records, for one patient.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, updated_at, id); "-" before one for descending. Default: -created_at.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      'record-type': 'Only rows whose `record_type` is this.',
      appointment: 'Only rows whose `appointment` is this.',
      'created-by': 'Only rows whose `created_by` is this.',
      'is-confidential': 'Only rows whose `is_confidential` is this.',
    },
    example: null,
  }),
  'medicalRecords.get': () => ({
    summary: 'Get a medical record',
    description: 'One record, with its attachments listed.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'medicalRecords.update': () => ({
    summary: 'Update a medical record',
    description: 'Changes the fields that are sent, and keeps the version before.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      title: '1 to 200 characters.',
      description: 'At most 20000 characters.',
      diagnosis: 'At most 5000 characters.',
      symptoms: 'At most 5000 characters.',
      'vital-signs.heart-rate': 'Beats a minute. 0 to 350.',
      'vital-signs.temperature': 'Degrees; Celsius below 50, else Fahrenheit. 20 to 115.',
      'vital-signs.weight': 'Kilograms. 0.1 to 700.',
      'vital-signs.height': 'Centimetres. 10 to 280.',
      'vital-signs.respiratory-rate': 'Breaths a minute. 0 to 120.',
      'vital-signs.oxygen-saturation': 'Per cent. 0 to 100.',
      'is-confidential': 'Only the author, the admins and the patient may read it.',
    },
    example: { diagnosis: 'Mild hypertension' },
  }),
  'medicalRecords.delete': () => ({
    summary: 'Delete a medical record',
    description: 'Takes the record out of sight; nothing is erased.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {},
    example: null,
  }),
  'medicalRecords.history': () => ({
    summary: "List a record's versions",
    description: 'Every version, the present one included, newest first.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (version, id); "-" before one for descending. Default: -version.',
    },
    example: null,
  }),
  'medicalRecords.listAttachments': () => ({
    summary: "List a record's attachments",
    description: 'The files of a record, without their content.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (created_at, id); "-" before one for descending. Default: id.',
    },
    example: null,
  }),
  'medicalRecords.addAttachment': () => ({
    summary: 'Add an attachment',
    description:
      'Uploads one file of at most 25 MiB: PDF, PNG, JPEG, WebP, TIFF, DICOM, plain text, CSV, DOCX or XLSX, told by its content. A failed upload leaves nothing behind.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: { file: 'At most 25 MiB.' },
    example: null,
  }),
  'medicalRecords.getAttachment': () => ({
    summary: 'Download an attachment',
    description: 'The file itself, as `Content-Disposition: attachment`, under the type its content has.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'medicalRecords.deleteAttachment': () => ({
    summary: 'Delete an attachment',
    description: 'Takes the file out of the record.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {},
    example: null,
  }),
  'treatments.list': () => ({
    summary: 'List treatments',
    description:
      "The treatments of your hospital's patients; a patient sees their own. The date range is that of the creation.",
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, updated_at, follow_up_date, id); "-" before one for descending. Default: -created_at.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      patient: 'Only rows whose `patient` is this.',
      doctor: 'Only rows whose `doctor` is this.',
      appointment: 'Only rows whose `appointment` is this.',
      status: 'Only rows whose `status` is this.',
      'follow-up-required': 'Only rows whose `follow_up_required` is this.',
    },
    example: null,
  }),
  'treatments.create': () => ({
    summary: 'Create a treatment',
    description: 'Records what is done about a diagnosis, planned unless said otherwise.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      diagnosis: '1 to 5000 characters.',
      'treatment-plan': '1 to 20000 characters.',
      notes: 'At most 20000 characters.',
      'start-date': 'A day: `2025-01-20`.',
      'end-date': 'A day: `2025-01-20`.',
      'follow-up-date': 'Needed when a follow-up is required. A day: `2025-01-20`.',
    },
    example: {
      appointment: 1,
      patient: 3,
      doctor: 2,
      diagnosis: 'Mild hypertension',
      treatment_plan: 'Lifestyle changes and medication',
      notes: 'Monitor blood pressure weekly',
      follow_up_required: true,
      follow_up_date: '2025-02-20',
    },
  }),
  'treatments.get': () => ({
    summary: 'Get a treatment',
    description: 'One treatment.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'treatments.update': () => ({
    summary: 'Update a treatment',
    description: 'Changes the fields that are sent.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      diagnosis: '1 to 5000 characters.',
      'treatment-plan': '1 to 20000 characters.',
      notes: 'At most 20000 characters.',
      'start-date': 'A day: `2025-01-20`.',
      'end-date': 'A day: `2025-01-20`.',
      'follow-up-date': 'Needed when a follow-up is required. A day: `2025-01-20`.',
    },
    example: { status: 'in_progress' },
  }),
  'prescriptions.get': () => ({
    summary: 'Get a prescription',
    description: 'One prescription.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {},
    example: null,
  }),
  'prescriptions.update': () => ({
    summary: 'Update a prescription',
    description: 'Changes the fields that are sent; a new medication is checked against the allergies again.',
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      'medication-name': '1 to 200 characters.',
      dosage: '1 to 100 characters.',
      frequency: '1 to 100 characters.',
      duration: '1 to 100 characters.',
      instructions: 'At most 5000 characters.',
      route: 'At most 100 characters.',
      quantity: '0 to 100000.',
      'refills-allowed': '0 to 100.',
      'start-date': 'A day: `2025-01-20`.',
      'end-date': 'A day: `2025-01-20`.',
    },
    example: { status: 'completed' },
  }),
  'prescriptions.list': () => ({
    summary: "List a treatment's prescriptions",
    description: 'What was prescribed within a treatment.',
    allowed: 'admin (own hospital), doctor (own hospital), nurse (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, medication_name, id); "-" before one for descending. Default: -created_at.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      status: 'Only rows whose `status` is this.',
    },
    example: null,
  }),
  'prescriptions.create': () => ({
    summary: 'Add a prescription',
    description:
      "Prescribes a medication. If it matches the patient's recorded allergies it is made all the same, and `warnings` says so.",
    allowed: 'admin (own hospital), doctor (own hospital).',
    fields: {
      'medication-name': '1 to 200 characters.',
      dosage: '1 to 100 characters.',
      frequency: '1 to 100 characters.',
      duration: '1 to 100 characters.',
      instructions: 'At most 5000 characters.',
      route: 'At most 100 characters.',
      quantity: '0 to 100000.',
      'refills-allowed': '0 to 100.',
      'start-date': 'A day: `2025-01-20`.',
      'end-date': 'A day: `2025-01-20`.',
    },
    example: {
      medication_name: 'Lisinopril',
      dosage: '10mg',
      frequency: 'Once daily',
      duration: '30 days',
      instructions: 'Take with food in the morning',
    },
  }),
  'specialties.list': () => ({
    summary: 'List specialties',
    description: "The platform's catalogue, with the number of doctors in your hospital.",
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (name, code, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: 'Whose doctors are counted; a superuser may name any.',
      code: 'Only rows whose `code` is this. 1 to 50 characters.',
      'is-active': 'Only rows whose `is_active` is this.',
    },
    example: null,
  }),
  'specialties.create': () => ({
    summary: 'Create a specialty',
    description: 'Adds to the catalogue. Name and code are unique.',
    allowed: 'superuser (any hospital).',
    fields: { name: '1 to 100 characters.', description: 'At most 2000 characters.' },
    example: { name: 'Sleep Medicine', code: 'sleep_medicine' },
  }),
  'specialties.popular': () => ({
    summary: 'List popular specialties',
    description: 'Those with the most doctors, most first; those without any are left out.',
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: {
      hospital: 'Whose doctors are counted; a superuser may name any.',
      limit: 'How many, 1 to 100 (default 10). Default: `10`.',
    },
    example: null,
  }),
  'specialties.statistics': () => ({
    summary: 'Get specialty statistics',
    description:
      'For each active specialty: doctors, their appointments, and their average years of experience.',
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: { hospital: 'Whose doctors are counted; a superuser may name any.' },
    example: null,
  }),
  'specialties.get': () => ({
    summary: 'Get a specialty',
    description: 'One specialty of the catalogue.',
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: {},
    example: null,
  }),
  'doctorSpecialties.list': () => ({
    summary: "List doctors' specialties",
    description: 'Which doctor of your hospital practises what.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, years_of_experience, id); "-" before one for descending. Default: id.',
      hospital: "A hospital's id; defaults to your own.",
      doctor: 'Only rows whose `doctor` is this.',
      specialty: 'Only rows whose `specialty` is this.',
      'is-primary': 'Only rows whose `is_primary` is this.',
    },
    example: null,
  }),
  'doctorSpecialties.create': () => ({
    summary: 'Assign a specialty to a doctor',
    description: 'The same specialty cannot be assigned twice.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      'is-primary': 'A doctor has at most one primary specialty: a new one demotes the old.',
      'years-of-experience': '0 to 80.',
      'certification-date': 'A day: `2025-01-20`.',
      hospital: 'Defaults to your own hospital; a superuser may name another.',
    },
    example: {
      doctor: 2,
      specialty: 5,
      is_primary: true,
      years_of_experience: 10,
      certification_date: '2014-06-15',
    },
  }),
  'doctorSpecialties.get': () => ({
    summary: "Get a doctor's specialty",
    description: 'One assignment.',
    allowed:
      'superuser (any hospital), admin (own hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).',
    fields: {},
    example: null,
  }),
  'doctorSpecialties.update': () => ({
    summary: "Update a doctor's specialty",
    description: 'Changes the fields that are sent; a doctor may change their own.',
    allowed: 'superuser (any hospital), admin (own hospital), doctor (own).',
    fields: {
      'is-primary': 'A doctor has at most one primary specialty: a new one demotes the old.',
      'years-of-experience': '0 to 80.',
      'certification-date': 'A day: `2025-01-20`.',
    },
    example: { years_of_experience: 11 },
  }),
  'doctorSpecialties.delete': () => ({
    summary: "Remove a doctor's specialty",
    description: 'The doctor no longer counts under it.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: null,
  }),
  'subscriptionPlans.list': () => ({
    summary: 'List subscription plans',
    description: 'The plans of the platform, in the order in which they are to be shown.',
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (display_order, name, created_at, id); "-" before one for descending. Default: display_order,id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      'plan-type': 'Only rows whose `plan_type` is this.',
      'billing-cycle': 'Only rows whose `billing_cycle` is this.',
      'is-active': 'Only rows whose `is_active` is this.',
    },
    example: null,
  }),
  'subscriptionPlans.create': () => ({
    summary: 'Create a subscription plan',
    description: 'Adds a plan that hospitals can subscribe to.',
    allowed: 'superuser (any hospital).',
    fields: {
      name: '1 to 100 characters.',
      slug: 'At most 100 characters.',
      description: 'At most 5000 characters.',
      'trial-days': '0 to 365.',
      'max-users': '0 to 10000000.',
      'max-doctors': '0 to 10000000.',
      'max-patients': '0 to 10000000.',
      features: 'At most 100 items.',
      'display-order': '0 to 10000.',
    },
    example: { name: 'Professional', plan_type: 'professional', price: '49.00', billing_cycle: 'monthly' },
  }),
  'subscriptionPlans.get': () => ({
    summary: 'Get a subscription plan',
    description: 'One plan of the platform.',
    allowed:
      'superuser (any hospital), admin (any hospital), doctor (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).',
    fields: {},
    example: null,
  }),
  'subscriptionPlans.update': () => ({
    summary: 'Update a subscription plan',
    description: 'Changes the fields that are sent; running subscriptions take up the new limits at once.',
    allowed: 'superuser (any hospital).',
    fields: {
      name: '1 to 100 characters.',
      slug: 'At most 100 characters.',
      description: 'At most 5000 characters.',
      'trial-days': '0 to 365.',
      'max-users': '0 to 10000000.',
      'max-doctors': '0 to 10000000.',
      'max-patients': '0 to 10000000.',
      features: 'At most 100 items.',
      'display-order': '0 to 10000.',
    },
    example: { price: '59.00' },
  }),
  'subscriptionPlans.delete': () => ({
    summary: 'Delete a subscription plan',
    description: 'Takes the plan off the list; running subscriptions to it go on.',
    allowed: 'superuser (any hospital).',
    fields: {},
    example: null,
  }),
  'subscriptionPlans.subscribe': () => ({
    summary: 'Subscribe to a plan',
    description:
      'Starts a subscription of your hospital (a superuser may name another). A hospital has one live subscription: a new one ends the old. What the hospital has beyond the plan stays; nothing is added to it.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: { hospital: 'Defaults to your own hospital.' },
    example: {},
  }),
  'webhooks.list': () => ({
    summary: 'List webhooks',
    description: "The hospital's webhooks, without their secrets.",
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (created_at, id); "-" before one for descending. Default: id.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      hospital: "A hospital's id; defaults to your own.",
      'is-active': 'Only rows whose `is_active` is this.',
    },
    example: null,
  }),
  'webhooks.create': () => ({
    summary: 'Create a webhook',
    description:
      'Has events sent to an address, signed as Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`), at least once each and with retries over about three days. Shows the secret once.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      url: 'Must be `https`, and lead to no private address, unless the server is configured to allow it. At most 2000 characters.',
      events: 'The event types to send; `*` for all of them. 1 to 19 items.',
      description: 'At most 500 characters.',
      secret:
        'Taken as bytes; after `whsec_` as Base64. Made by the server when absent. 8 to 256 characters.',
      hospital: 'Defaults to your own hospital.',
    },
    example: {
      url: 'https://your-server.com/webhook',
      events: ['appointment.created', 'appointment.cancelled'],
      secret: 'your-webhook-secret',
    },
  }),
  'webhooks.get': () => ({
    summary: 'Get a webhook',
    description: 'One webhook, without its secret.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: null,
  }),
  'webhooks.update': () => ({
    summary: 'Update a webhook',
    description:
      'Changes the fields that are sent; the secret is changed by rotating it. Events that happen while the webhook is off are not sent to it later.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      url: 'Must be `https`, and lead to no private address, unless the server is configured to allow it. At most 2000 characters.',
      events: 'The event types to send; `*` for all of them. 1 to 19 items.',
      description: 'At most 500 characters.',
    },
    example: { events: ['*'], description: 'Front desk display' },
  }),
  'webhooks.delete': () => ({
    summary: 'Delete a webhook',
    description: 'Nothing is sent to it any more; its deliveries go with it.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: null,
  }),
  'webhooks.test': () => ({
    summary: 'Test a webhook',
    description:
      'Sends a `webhook.test` event at once and answers how that went. It is sent to a webhook that is off as well, is tried once only, and does not show in the events.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: {},
  }),
  'webhooks.rotateSecret': () => ({
    summary: "Rotate a webhook's secret",
    description:
      'Replaces the secret by the given one, else by a new one, and shows it once. For 24 hours deliveries are signed with both.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      secret:
        'Taken as bytes; after `whsec_` as Base64. Made by the server when absent. 8 to 256 characters.',
    },
    example: {},
  }),
  'webhooks.deliveries': () => ({
    summary: "List a webhook's deliveries",
    description:
      'What was sent, or is to be sent, to this webhook in the last 90 days, and how it was answered.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, id); "-" before one for descending. Default: -created_at.',
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      status: 'Only rows whose `status` is this.',
      'event-type': 'Only rows whose `event_type` is this.',
      event: 'The id of an event. 1 to 64 characters.',
    },
    example: null,
  }),
  'webhooks.redeliver': () => ({
    summary: 'Send a delivery again',
    description:
      'Puts the delivery back at the head of the queue, with all its attempts before it. The event keeps its id, so that the receiver can tell. A webhook that is off has to be switched on first.',
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {},
    example: {},
  }),
  'events.list': () => ({
    summary: 'List events',
    description:
      "The hospital's events of the last 90 days, in the order in which they happened. With `Accept: text/event-stream` they are streamed as they happen, one server-sent event each: its `id` is that of the event, `Last-Event-ID` goes on after it.",
    allowed: 'superuser (any hospital), admin (own hospital).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (created_at, id); "-" before one for descending. Default: id.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      type: 'Only rows whose `type` is this.',
    },
    example: null,
  }),
  'auditLog.list': () => ({
    summary: 'List the audit log',
    description:
      'Who read or wrote clinical data, signed in, was refused or changed an account, newest first. An admin sees their hospital, a patient the accesses to their own data.',
    allowed: 'superuser (any hospital), admin (own hospital), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (at, id); "-" before one for descending. Default: -at.',
      hospital: "A hospital's id; defaults to your own.",
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      actor: 'Only rows whose `actor` is this.',
      patient: 'Only rows whose `patient` is this.',
      action: 'Only rows whose `action` is this. 1 to 100 characters.',
      resource: 'Only rows whose `resource` is this. 1 to 100 characters.',
      outcome: 'Only rows whose `outcome` is this.',
    },
    example: null,
  }),
  'chat.send': () => ({
    summary: 'Send a chat message',
    description:
      'Asks the assistant, which acts with your own rights. It books, cancels and reschedules only what you then decide with `confirm`, within ten minutes; the events of that are those of the appointment. It gives no medical advice, and names the emergency number when one is needed. With `stream` the answer is `text/event-stream`: `session`, `delta` {text}, `tool` {name, status}, `message` (the whole reply), `error`, `done`.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      message: '1 to 4000 characters.',
      'session-id': 'Goes on with a session; a new one begins when absent.',
      stream: 'Answer as server-sent events. Default: `false`.',
      language: 'Language tag; defaults to your preferred language. At most 35 characters.',
      'client-message-id':
        'Your own id of the message: sent again, it is not answered twice. 1 to 100 characters.',
    },
    example: { message: 'I would like to see a cardiologist on Monday' },
  }),
  'chat.voice': () => ({
    summary: 'Speak to the assistant',
    description:
      'Recognises speech, answers it as a chat message and speaks the reply. Takes this JSON body, or `multipart/form-data` with a file field `audio` (at most 10 MB and 60 seconds) beside the same other fields. The built-in recogniser takes WAV (PCM) only. A reply that cannot be spoken has no `audio`, and is `degraded`. An action that the reply proposes is decided at `/api/chat/`. When recognition is not available, send a `transcript`.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      audio: 'The recording as a file, at most 10 MB and 60 seconds.',
      transcript: 'In place of `audio`: what you recognised yourself. 1 to 4000 characters.',
      'session-id': 'Goes on with a session; a new one begins when absent.',
      language: 'Language tag; defaults to your preferred language. At most 35 characters.',
      voice: 'The voice of the spoken reply. 1 to 100 characters.',
      'respond-with-audio': 'Also answer the reply as audio. Default: `true`.',
    },
    example: { transcript: 'I would like to see a cardiologist on Monday' },
  }),
  'chat.sessions': () => ({
    summary: 'List your chat sessions',
    description: 'Your own conversations, the latest first.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering:
        'Comma-separated fields (created_at, last_message_at, id); "-" before one for descending. Default: -last_message_at.',
      search: 'All words must occur; order, case and accents do not matter. At most 200 characters.',
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      channel: 'How it began.',
    },
    example: null,
  }),
  'chat.messages': () => ({
    summary: 'List the messages of a chat session',
    description: 'The messages of a session of yours, the oldest first.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      page: 'Page number, from 1. Not together with `cursor`. 1 to 1000000.',
      'page-size': 'Rows a page, 1 to 100 (default 20).',
      cursor:
        'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering. 1 to 2000 characters.',
      ordering: 'Comma-separated fields (created_at, id); "-" before one for descending. Default: id.',
      'date-from': "First day (in the hospital's time zone) or instant, inclusive.",
      'date-to': "Last day (in the hospital's time zone) or instant, inclusive.",
      role: 'Only rows whose `role` is this.',
      modality: 'Only rows whose `modality` is this.',
      intent: 'Only rows whose `intent` is this.',
      'safety-level': 'Only rows whose `safety_level` is this.',
    },
    example: null,
  }),
  'avatar.create': () => ({
    summary: 'Create an avatar session',
    description: 'Prepares an avatar and answers how to reach it. It speaks once it was started.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      'avatar-id': "The provider's id of the avatar; defaults to the configured one. 1 to 100 characters.",
      quality: 'Default: `"medium"`.',
      'voice.voice-id': '1 to 100 characters.',
      'voice.rate': '1 is normal speed. 0.5 to 1.5.',
      'voice.emotion': '1 to 50 characters.',
      language: 'Language tag; defaults to your preferred language. At most 35 characters.',
      'chat-session-id': 'The conversation that `task_type: "chat"` goes on with.',
      'activity-idle-timeout': 'Seconds without speech until it ends. 30 to 3600. Default: `600`.',
    },
    example: { quality: 'medium', language: 'en' },
  }),
  'avatar.start': () => ({
    summary: 'Start an avatar',
    description:
      'Makes the session active; started again, it answers the same. `409 AVATAR_NOT_ACTIVE` for a session that has ended: stopped, expired, or lost by its provider.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: { 'sdp.sdp': '1 to 100000 characters.' },
    example: { session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6' },
  }),
  'avatar.speak': () => ({
    summary: 'Make an avatar speak',
    description:
      'Speaks a text, or what the assistant answers to it. `409 AVATAR_NOT_ACTIVE` before the session is started and after it has ended; `422 UNSUPPORTED_LANGUAGE` for a text that the voice cannot speak. With `Accept: text/event-stream` the sound comes sentence by sentence: `audio` {index, text, audio} for each one of an `inline` delivery, `message` (the whole answer, its `audio` left out), `error`, `done`.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {
      text: '1 to 2000 characters.',
      'task-type':
        '`repeat`: speak the text; `chat`: speak what the assistant answers to it. Default: `"repeat"`.',
      'task-mode': '`sync`: answer once it was spoken. Default: `"async"`.',
      interrupt:
        'Break off what is being spoken. Where you send `client_command` or play `audio` yourself, that is yours to do. Default: `false`.',
    },
    example: {
      session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6',
      text: 'Welcome to City General Hospital.',
    },
  }),
  'avatar.stop': () => ({
    summary: 'Stop an avatar',
    description: 'Ends the session, whatever its provider says. Stopped again, it answers the same.',
    allowed: 'superuser (own), admin (own), doctor (own), nurse (own), staff (own), patient (own).',
    fields: {},
    example: { session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6' },
  }),
  'system.health': () => ({
    summary: 'Get the health of the server',
    description:
      'How each part of the server is doing, for people and monitors. Always `200`: probes that are to act on the status code use `/api/live/` and `/api/ready/`.',
    allowed: 'anyone, without signing in.',
    fields: {},
    example: null,
  }),
  'system.live': () => ({
    summary: 'Check that the server is alive',
    description:
      'Answers as long as the process does; looks at nothing else. Restart the process when it fails.',
    allowed: 'anyone, without signing in.',
    fields: {},
    example: null,
  }),
  'system.ready': () => ({
    summary: 'Check that the server is ready',
    description:
      'Whether requests can be served: `503` while the database is lost, or the server is stopping.',
    allowed: 'anyone, without signing in.',
    fields: {},
    example: null,
  }),
};
