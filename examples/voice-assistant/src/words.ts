/** What can be said to begin with. */
export const openers = ['Book an appointment', 'Show my appointments', 'Which doctors do you have?'];

/** What the assistant is doing, by the name of the tool that it uses. */
const activities: Readonly<Record<string, string>> = {
  find_doctors: 'Looking for doctors…',
  find_slots: 'Looking for free times…',
  get_slot: 'Looking for free times…',
  get_appointment: 'Looking at your appointments…',
  list_appointments: 'Looking at your appointments…',
  list_prescriptions: 'Looking at your prescriptions…',
  list_treatments: 'Looking at your treatments…',
  list_records: 'Looking at your records…',
  hospital_info: 'Looking up the hospital…',
};

export function activityOf(tool: string): string {
  return activities[tool] ?? 'Working on it…';
}
