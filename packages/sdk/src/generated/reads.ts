// Made from the contract by `pnpm generate`. Change the contract, not this.

/** The methods that read, with the number of arguments that each takes before its options. */
export const reads = {
  hospitals: { list: 1, get: 1, statistics: 1, subscription: 1 },
  auth: { profile: 0 },
  sessions: { list: 1 },
  apiKeys: { list: 1 },
  users: { list: 1, doctors: 1, patients: 1, get: 1, export: 1 },
  availabilitySlots: { list: 1, get: 1 },
  appointments: { list: 1, get: 1 },
  medicalRecords: { list: 1, forPatient: 2, get: 1, history: 2, listAttachments: 2 },
  treatments: { list: 1, get: 1 },
  prescriptions: { get: 1, list: 2 },
  specialties: { list: 1, popular: 1, statistics: 1, get: 1 },
  doctorSpecialties: { list: 1, get: 1 },
  subscriptionPlans: { list: 1, get: 1 },
  webhooks: { list: 1, get: 1, deliveries: 2 },
  events: { list: 1 },
  auditLog: { list: 1 },
  chat: { sessions: 1, messages: 2 },
} as const;
