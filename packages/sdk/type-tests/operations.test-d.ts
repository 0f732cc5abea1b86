// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { Contract } from '@medcor/contract';
import type * as z from 'zod/v4';
import type { MedCor } from '../src/index.js';

/** `true` for two types that are one and the same, not only fit for each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** What a method takes at a place, and what is in the answer. */
type Taken<Method extends (...args: never[]) => unknown, Place extends number> = NonNullable<
  Parameters<Method>[Place]
>;
type Answered<Method extends (...args: never[]) => unknown> = Awaited<ReturnType<Method>>;

export type Proofs = [
  // hospitals.list
  Same<Taken<MedCor['hospitals']['list'], 0>, z.input<Contract['hospitals']['list']['query']>>,
  Same<
    Answered<MedCor['hospitals']['list']>['results'],
    z.output<Contract['hospitals']['list']['success'][200]>['results']
  >,
  // hospitals.create
  Same<Taken<MedCor['hospitals']['create'], 0>, z.input<Contract['hospitals']['create']['body']>>,
  Same<Answered<MedCor['hospitals']['create']>, z.output<Contract['hospitals']['create']['success'][201]>>,
  // hospitals.get
  Same<Answered<MedCor['hospitals']['get']>, z.output<Contract['hospitals']['get']['success'][200]>>,
  // hospitals.update
  Same<Taken<MedCor['hospitals']['update'], 1>, z.input<Contract['hospitals']['update']['body']>>,
  Same<Answered<MedCor['hospitals']['update']>, z.output<Contract['hospitals']['update']['success'][200]>>,
  // hospitals.delete
  Same<Answered<MedCor['hospitals']['delete']>, z.output<Contract['hospitals']['delete']['success'][204]>>,
  // hospitals.statistics
  Same<
    Answered<MedCor['hospitals']['statistics']>,
    z.output<Contract['hospitals']['statistics']['success'][200]>
  >,
  // hospitals.subscription
  Same<
    Answered<MedCor['hospitals']['subscription']>,
    z.output<Contract['hospitals']['subscription']['success'][200]>
  >,
  // auth.register
  Same<Taken<MedCor['auth']['register'], 0>, z.input<Contract['auth']['register']['body']>>,
  Same<Answered<MedCor['auth']['register']>, z.output<Contract['auth']['register']['success'][201]>>,
  // auth.login
  Same<Taken<MedCor['auth']['login'], 0>, z.input<Contract['auth']['login']['body']>>,
  Same<Answered<MedCor['auth']['login']>, z.output<Contract['auth']['login']['success'][200]>>,
  // auth.logout
  Same<Taken<MedCor['auth']['logout'], 0>, z.input<Contract['auth']['logout']['body']>>,
  Same<Answered<MedCor['auth']['logout']>, z.output<Contract['auth']['logout']['success'][204]>>,
  // auth.refresh
  Same<Taken<MedCor['auth']['refresh'], 0>, z.input<Contract['auth']['refresh']['body']>>,
  Same<Answered<MedCor['auth']['refresh']>, z.output<Contract['auth']['refresh']['success'][200]>>,
  // auth.profile
  Same<Answered<MedCor['auth']['profile']>, z.output<Contract['auth']['profile']['success'][200]>>,
  // auth.updateProfile
  Same<Taken<MedCor['auth']['updateProfile'], 0>, z.input<Contract['auth']['updateProfile']['body']>>,
  Same<
    Answered<MedCor['auth']['updateProfile']>,
    z.output<Contract['auth']['updateProfile']['success'][200]>
  >,
  // auth.changePassword
  Same<Taken<MedCor['auth']['changePassword'], 0>, z.input<Contract['auth']['changePassword']['body']>>,
  Same<
    Answered<MedCor['auth']['changePassword']>,
    z.output<Contract['auth']['changePassword']['success'][204]>
  >,
  // auth.requestPasswordReset
  Same<
    Taken<MedCor['auth']['requestPasswordReset'], 0>,
    z.input<Contract['auth']['requestPasswordReset']['body']>
  >,
  Same<
    Answered<MedCor['auth']['requestPasswordReset']>,
    z.output<Contract['auth']['requestPasswordReset']['success'][202]>
  >,
  // auth.confirmPasswordReset
  Same<
    Taken<MedCor['auth']['confirmPasswordReset'], 0>,
    z.input<Contract['auth']['confirmPasswordReset']['body']>
  >,
  Same<
    Answered<MedCor['auth']['confirmPasswordReset']>,
    z.output<Contract['auth']['confirmPasswordReset']['success'][204]>
  >,
  // sessions.list
  Same<Taken<MedCor['sessions']['list'], 0>, z.input<Contract['sessions']['list']['query']>>,
  Same<
    Answered<MedCor['sessions']['list']>['results'],
    z.output<Contract['sessions']['list']['success'][200]>['results']
  >,
  // sessions.delete
  Same<Answered<MedCor['sessions']['delete']>, z.output<Contract['sessions']['delete']['success'][204]>>,
  // apiKeys.list
  Same<Taken<MedCor['apiKeys']['list'], 0>, z.input<Contract['apiKeys']['list']['query']>>,
  Same<
    Answered<MedCor['apiKeys']['list']>['results'],
    z.output<Contract['apiKeys']['list']['success'][200]>['results']
  >,
  // apiKeys.create
  Same<Taken<MedCor['apiKeys']['create'], 0>, z.input<Contract['apiKeys']['create']['body']>>,
  Same<Answered<MedCor['apiKeys']['create']>, z.output<Contract['apiKeys']['create']['success'][201]>>,
  // apiKeys.delete
  Same<Answered<MedCor['apiKeys']['delete']>, z.output<Contract['apiKeys']['delete']['success'][204]>>,
  // users.list
  Same<Taken<MedCor['users']['list'], 0>, z.input<Contract['users']['list']['query']>>,
  Same<
    Answered<MedCor['users']['list']>['results'],
    z.output<Contract['users']['list']['success'][200]>['results']
  >,
  // users.create
  Same<Taken<MedCor['users']['create'], 0>, z.input<Contract['users']['create']['body']>>,
  Same<Answered<MedCor['users']['create']>, z.output<Contract['users']['create']['success'][201]>>,
  // users.bulk
  Same<Answered<MedCor['users']['bulk']>, z.output<Contract['users']['bulk']['success'][200]>>,
  // users.doctors
  Same<Taken<MedCor['users']['doctors'], 0>, z.input<Contract['users']['doctors']['query']>>,
  Same<
    Answered<MedCor['users']['doctors']>['results'],
    z.output<Contract['users']['doctors']['success'][200]>
  >,
  // users.patients
  Same<Taken<MedCor['users']['patients'], 0>, z.input<Contract['users']['patients']['query']>>,
  Same<
    Answered<MedCor['users']['patients']>['results'],
    z.output<Contract['users']['patients']['success'][200]>
  >,
  // users.get
  Same<Answered<MedCor['users']['get']>, z.output<Contract['users']['get']['success'][200]>>,
  // users.update
  Same<Taken<MedCor['users']['update'], 1>, z.input<Contract['users']['update']['body']>>,
  Same<Answered<MedCor['users']['update']>, z.output<Contract['users']['update']['success'][200]>>,
  // users.delete
  Same<Answered<MedCor['users']['delete']>, z.output<Contract['users']['delete']['success'][204]>>,
  // users.activate
  Same<Answered<MedCor['users']['activate']>, z.output<Contract['users']['activate']['success'][200]>>,
  // users.deactivate
  Same<Answered<MedCor['users']['deactivate']>, z.output<Contract['users']['deactivate']['success'][200]>>,
  // users.export
  Same<Answered<MedCor['users']['export']>, z.output<Contract['users']['export']['success'][200]>>,
  // availabilitySlots.list
  Same<
    Taken<MedCor['availabilitySlots']['list'], 0>,
    z.input<Contract['availabilitySlots']['list']['query']>
  >,
  Same<
    Answered<MedCor['availabilitySlots']['list']>['results'],
    z.output<Contract['availabilitySlots']['list']['success'][200]>['results']
  >,
  // availabilitySlots.create
  Same<
    Taken<MedCor['availabilitySlots']['create'], 0>,
    z.input<Contract['availabilitySlots']['create']['body']>
  >,
  Same<
    Answered<MedCor['availabilitySlots']['create']>,
    z.output<Contract['availabilitySlots']['create']['success'][201]>
  >,
  // availabilitySlots.bulk
  Same<Taken<MedCor['availabilitySlots']['bulk'], 0>, z.input<Contract['availabilitySlots']['bulk']['body']>>,
  Same<
    Answered<MedCor['availabilitySlots']['bulk']>,
    z.output<Contract['availabilitySlots']['bulk']['success'][201]>
  >,
  // availabilitySlots.get
  Same<
    Answered<MedCor['availabilitySlots']['get']>,
    z.output<Contract['availabilitySlots']['get']['success'][200]>
  >,
  // availabilitySlots.update
  Same<
    Taken<MedCor['availabilitySlots']['update'], 1>,
    z.input<Contract['availabilitySlots']['update']['body']>
  >,
  Same<
    Answered<MedCor['availabilitySlots']['update']>,
    z.output<Contract['availabilitySlots']['update']['success'][200]>
  >,
  // availabilitySlots.delete
  Same<
    Answered<MedCor['availabilitySlots']['delete']>,
    z.output<Contract['availabilitySlots']['delete']['success'][204]>
  >,
  // appointments.list
  Same<Taken<MedCor['appointments']['list'], 0>, z.input<Contract['appointments']['list']['query']>>,
  Same<
    Answered<MedCor['appointments']['list']>['results'],
    z.output<Contract['appointments']['list']['success'][200]>['results']
  >,
  // appointments.create
  Same<Taken<MedCor['appointments']['create'], 0>, z.input<Contract['appointments']['create']['body']>>,
  Same<
    Answered<MedCor['appointments']['create']>,
    z.output<Contract['appointments']['create']['success'][201]>
  >,
  // appointments.get
  Same<Answered<MedCor['appointments']['get']>, z.output<Contract['appointments']['get']['success'][200]>>,
  // appointments.update
  Same<Taken<MedCor['appointments']['update'], 1>, z.input<Contract['appointments']['update']['body']>>,
  Same<
    Answered<MedCor['appointments']['update']>,
    z.output<Contract['appointments']['update']['success'][200]>
  >,
  // appointments.delete
  Same<
    Answered<MedCor['appointments']['delete']>,
    z.output<Contract['appointments']['delete']['success'][204]>
  >,
  // appointments.confirm
  Same<
    Answered<MedCor['appointments']['confirm']>,
    z.output<Contract['appointments']['confirm']['success'][200]>
  >,
  // appointments.cancel
  Same<Taken<MedCor['appointments']['cancel'], 1>, z.input<Contract['appointments']['cancel']['body']>>,
  Same<
    Answered<MedCor['appointments']['cancel']>,
    z.output<Contract['appointments']['cancel']['success'][200]>
  >,
  // appointments.complete
  Same<
    Answered<MedCor['appointments']['complete']>,
    z.output<Contract['appointments']['complete']['success'][200]>
  >,
  // appointments.noShow
  Same<
    Answered<MedCor['appointments']['noShow']>,
    z.output<Contract['appointments']['noShow']['success'][200]>
  >,
  // medicalRecords.list
  Same<Taken<MedCor['medicalRecords']['list'], 0>, z.input<Contract['medicalRecords']['list']['query']>>,
  Same<
    Answered<MedCor['medicalRecords']['list']>['results'],
    z.output<Contract['medicalRecords']['list']['success'][200]>['results']
  >,
  // medicalRecords.create
  Same<Taken<MedCor['medicalRecords']['create'], 0>, z.input<Contract['medicalRecords']['create']['body']>>,
  Same<
    Answered<MedCor['medicalRecords']['create']>,
    z.output<Contract['medicalRecords']['create']['success'][201]>
  >,
  // medicalRecords.forPatient
  Same<
    Taken<MedCor['medicalRecords']['forPatient'], 1>,
    z.input<Contract['medicalRecords']['forPatient']['query']>
  >,
  Same<
    Answered<MedCor['medicalRecords']['forPatient']>['results'],
    z.output<Contract['medicalRecords']['forPatient']['success'][200]>['results']
  >,
  // medicalRecords.get
  Same<
    Answered<MedCor['medicalRecords']['get']>,
    z.output<Contract['medicalRecords']['get']['success'][200]>
  >,
  // medicalRecords.update
  Same<Taken<MedCor['medicalRecords']['update'], 1>, z.input<Contract['medicalRecords']['update']['body']>>,
  Same<
    Answered<MedCor['medicalRecords']['update']>,
    z.output<Contract['medicalRecords']['update']['success'][200]>
  >,
  // medicalRecords.delete
  Same<
    Answered<MedCor['medicalRecords']['delete']>,
    z.output<Contract['medicalRecords']['delete']['success'][204]>
  >,
  // medicalRecords.history
  Same<
    Taken<MedCor['medicalRecords']['history'], 1>,
    z.input<Contract['medicalRecords']['history']['query']>
  >,
  Same<
    Answered<MedCor['medicalRecords']['history']>['results'],
    z.output<Contract['medicalRecords']['history']['success'][200]>['results']
  >,
  // medicalRecords.listAttachments
  Same<
    Taken<MedCor['medicalRecords']['listAttachments'], 1>,
    z.input<Contract['medicalRecords']['listAttachments']['query']>
  >,
  Same<
    Answered<MedCor['medicalRecords']['listAttachments']>['results'],
    z.output<Contract['medicalRecords']['listAttachments']['success'][200]>['results']
  >,
  // medicalRecords.addAttachment
  Same<
    Answered<MedCor['medicalRecords']['addAttachment']>,
    z.output<Contract['medicalRecords']['addAttachment']['success'][201]>
  >,
  // medicalRecords.getAttachment
  // medicalRecords.deleteAttachment
  Same<
    Answered<MedCor['medicalRecords']['deleteAttachment']>,
    z.output<Contract['medicalRecords']['deleteAttachment']['success'][204]>
  >,
  // treatments.list
  Same<Taken<MedCor['treatments']['list'], 0>, z.input<Contract['treatments']['list']['query']>>,
  Same<
    Answered<MedCor['treatments']['list']>['results'],
    z.output<Contract['treatments']['list']['success'][200]>['results']
  >,
  // treatments.create
  Same<Taken<MedCor['treatments']['create'], 0>, z.input<Contract['treatments']['create']['body']>>,
  Same<Answered<MedCor['treatments']['create']>, z.output<Contract['treatments']['create']['success'][201]>>,
  // treatments.get
  Same<Answered<MedCor['treatments']['get']>, z.output<Contract['treatments']['get']['success'][200]>>,
  // treatments.update
  Same<Taken<MedCor['treatments']['update'], 1>, z.input<Contract['treatments']['update']['body']>>,
  Same<Answered<MedCor['treatments']['update']>, z.output<Contract['treatments']['update']['success'][200]>>,
  // prescriptions.get
  Same<Answered<MedCor['prescriptions']['get']>, z.output<Contract['prescriptions']['get']['success'][200]>>,
  // prescriptions.update
  Same<Taken<MedCor['prescriptions']['update'], 1>, z.input<Contract['prescriptions']['update']['body']>>,
  Same<
    Answered<MedCor['prescriptions']['update']>,
    z.output<Contract['prescriptions']['update']['success'][200]>
  >,
  // prescriptions.list
  Same<Taken<MedCor['prescriptions']['list'], 1>, z.input<Contract['prescriptions']['list']['query']>>,
  Same<
    Answered<MedCor['prescriptions']['list']>['results'],
    z.output<Contract['prescriptions']['list']['success'][200]>['results']
  >,
  // prescriptions.create
  Same<Taken<MedCor['prescriptions']['create'], 1>, z.input<Contract['prescriptions']['create']['body']>>,
  Same<
    Answered<MedCor['prescriptions']['create']>,
    z.output<Contract['prescriptions']['create']['success'][201]>
  >,
  // specialties.list
  Same<Taken<MedCor['specialties']['list'], 0>, z.input<Contract['specialties']['list']['query']>>,
  Same<
    Answered<MedCor['specialties']['list']>['results'],
    z.output<Contract['specialties']['list']['success'][200]>['results']
  >,
  // specialties.create
  Same<Taken<MedCor['specialties']['create'], 0>, z.input<Contract['specialties']['create']['body']>>,
  Same<
    Answered<MedCor['specialties']['create']>,
    z.output<Contract['specialties']['create']['success'][201]>
  >,
  // specialties.popular
  Same<Taken<MedCor['specialties']['popular'], 0>, z.input<Contract['specialties']['popular']['query']>>,
  Same<
    Answered<MedCor['specialties']['popular']>,
    z.output<Contract['specialties']['popular']['success'][200]>
  >,
  // specialties.statistics
  Same<
    Taken<MedCor['specialties']['statistics'], 0>,
    z.input<Contract['specialties']['statistics']['query']>
  >,
  Same<
    Answered<MedCor['specialties']['statistics']>,
    z.output<Contract['specialties']['statistics']['success'][200]>
  >,
  // specialties.get
  Same<Answered<MedCor['specialties']['get']>, z.output<Contract['specialties']['get']['success'][200]>>,
  // doctorSpecialties.list
  Same<
    Taken<MedCor['doctorSpecialties']['list'], 0>,
    z.input<Contract['doctorSpecialties']['list']['query']>
  >,
  Same<
    Answered<MedCor['doctorSpecialties']['list']>['results'],
    z.output<Contract['doctorSpecialties']['list']['success'][200]>['results']
  >,
  // doctorSpecialties.create
  Same<
    Taken<MedCor['doctorSpecialties']['create'], 0>,
    z.input<Contract['doctorSpecialties']['create']['body']>
  >,
  Same<
    Answered<MedCor['doctorSpecialties']['create']>,
    z.output<Contract['doctorSpecialties']['create']['success'][201]>
  >,
  // doctorSpecialties.get
  Same<
    Answered<MedCor['doctorSpecialties']['get']>,
    z.output<Contract['doctorSpecialties']['get']['success'][200]>
  >,
  // doctorSpecialties.update
  Same<
    Taken<MedCor['doctorSpecialties']['update'], 1>,
    z.input<Contract['doctorSpecialties']['update']['body']>
  >,
  Same<
    Answered<MedCor['doctorSpecialties']['update']>,
    z.output<Contract['doctorSpecialties']['update']['success'][200]>
  >,
  // doctorSpecialties.delete
  Same<
    Answered<MedCor['doctorSpecialties']['delete']>,
    z.output<Contract['doctorSpecialties']['delete']['success'][204]>
  >,
  // subscriptionPlans.list
  Same<
    Taken<MedCor['subscriptionPlans']['list'], 0>,
    z.input<Contract['subscriptionPlans']['list']['query']>
  >,
  Same<
    Answered<MedCor['subscriptionPlans']['list']>['results'],
    z.output<Contract['subscriptionPlans']['list']['success'][200]>['results']
  >,
  // subscriptionPlans.create
  Same<
    Taken<MedCor['subscriptionPlans']['create'], 0>,
    z.input<Contract['subscriptionPlans']['create']['body']>
  >,
  Same<
    Answered<MedCor['subscriptionPlans']['create']>,
    z.output<Contract['subscriptionPlans']['create']['success'][201]>
  >,
  // subscriptionPlans.get
  Same<
    Answered<MedCor['subscriptionPlans']['get']>,
    z.output<Contract['subscriptionPlans']['get']['success'][200]>
  >,
  // subscriptionPlans.update
  Same<
    Taken<MedCor['subscriptionPlans']['update'], 1>,
    z.input<Contract['subscriptionPlans']['update']['body']>
  >,
  Same<
    Answered<MedCor['subscriptionPlans']['update']>,
    z.output<Contract['subscriptionPlans']['update']['success'][200]>
  >,
  // subscriptionPlans.delete
  Same<
    Answered<MedCor['subscriptionPlans']['delete']>,
    z.output<Contract['subscriptionPlans']['delete']['success'][204]>
  >,
  // subscriptionPlans.subscribe
  Same<
    Taken<MedCor['subscriptionPlans']['subscribe'], 1>,
    z.input<Contract['subscriptionPlans']['subscribe']['body']>
  >,
  Same<
    Answered<MedCor['subscriptionPlans']['subscribe']>,
    z.output<Contract['subscriptionPlans']['subscribe']['success'][201]>
  >,
  // webhooks.list
  Same<Taken<MedCor['webhooks']['list'], 0>, z.input<Contract['webhooks']['list']['query']>>,
  Same<
    Answered<MedCor['webhooks']['list']>['results'],
    z.output<Contract['webhooks']['list']['success'][200]>['results']
  >,
  // webhooks.create
  Same<Taken<MedCor['webhooks']['create'], 0>, z.input<Contract['webhooks']['create']['body']>>,
  Same<Answered<MedCor['webhooks']['create']>, z.output<Contract['webhooks']['create']['success'][201]>>,
  // webhooks.get
  Same<Answered<MedCor['webhooks']['get']>, z.output<Contract['webhooks']['get']['success'][200]>>,
  // webhooks.update
  Same<Taken<MedCor['webhooks']['update'], 1>, z.input<Contract['webhooks']['update']['body']>>,
  Same<Answered<MedCor['webhooks']['update']>, z.output<Contract['webhooks']['update']['success'][200]>>,
  // webhooks.delete
  Same<Answered<MedCor['webhooks']['delete']>, z.output<Contract['webhooks']['delete']['success'][204]>>,
  // webhooks.test
  Same<Answered<MedCor['webhooks']['test']>, z.output<Contract['webhooks']['test']['success'][200]>>,
  // webhooks.rotateSecret
  Same<Taken<MedCor['webhooks']['rotateSecret'], 1>, z.input<Contract['webhooks']['rotateSecret']['body']>>,
  Same<
    Answered<MedCor['webhooks']['rotateSecret']>,
    z.output<Contract['webhooks']['rotateSecret']['success'][200]>
  >,
  // webhooks.deliveries
  Same<Taken<MedCor['webhooks']['deliveries'], 1>, z.input<Contract['webhooks']['deliveries']['query']>>,
  Same<
    Answered<MedCor['webhooks']['deliveries']>['results'],
    z.output<Contract['webhooks']['deliveries']['success'][200]>['results']
  >,
  // webhooks.redeliver
  Same<
    Answered<MedCor['webhooks']['redeliver']>,
    z.output<Contract['webhooks']['redeliver']['success'][200]>
  >,
  // events.list
  Same<Taken<MedCor['events']['list'], 0>, z.input<Contract['events']['list']['query']>>,
  Same<
    Answered<MedCor['events']['list']>['results'],
    z.output<Contract['events']['list']['success'][200]>['results']
  >,
  // auditLog.list
  Same<Taken<MedCor['auditLog']['list'], 0>, z.input<Contract['auditLog']['list']['query']>>,
  Same<
    Answered<MedCor['auditLog']['list']>['results'],
    z.output<Contract['auditLog']['list']['success'][200]>['results']
  >,
  // chat.send
  Same<Taken<MedCor['chat']['send'], 0>, z.input<Contract['chat']['send']['body']>>,
  Same<Answered<MedCor['chat']['send']>, z.output<Contract['chat']['send']['success'][200]>>,
  // chat.voice
  Same<Answered<MedCor['chat']['voice']>, z.output<Contract['chat']['voice']['success'][200]>>,
  // chat.sessions
  Same<Taken<MedCor['chat']['sessions'], 0>, z.input<Contract['chat']['sessions']['query']>>,
  Same<
    Answered<MedCor['chat']['sessions']>['results'],
    z.output<Contract['chat']['sessions']['success'][200]>['results']
  >,
  // chat.messages
  Same<Taken<MedCor['chat']['messages'], 1>, z.input<Contract['chat']['messages']['query']>>,
  Same<
    Answered<MedCor['chat']['messages']>['results'],
    z.output<Contract['chat']['messages']['success'][200]>['results']
  >,
  // avatar.create
  Same<Taken<MedCor['avatar']['create'], 0>, z.input<Contract['avatar']['create']['body']>>,
  Same<Answered<MedCor['avatar']['create']>, z.output<Contract['avatar']['create']['success'][201]>>,
  // avatar.start
  Same<Taken<MedCor['avatar']['start'], 0>, z.input<Contract['avatar']['start']['body']>>,
  Same<Answered<MedCor['avatar']['start']>, z.output<Contract['avatar']['start']['success'][200]>>,
  // avatar.speak
  Same<Taken<MedCor['avatar']['speak'], 0>, z.input<Contract['avatar']['speak']['body']>>,
  Same<Answered<MedCor['avatar']['speak']>, z.output<Contract['avatar']['speak']['success'][200]>>,
  // avatar.stop
  Same<Taken<MedCor['avatar']['stop'], 0>, z.input<Contract['avatar']['stop']['body']>>,
  Same<Answered<MedCor['avatar']['stop']>, z.output<Contract['avatar']['stop']['success'][200]>>,
];

/** Refused unless all of them hold. */
export type AllHold<Holding extends true[] = Proofs> = Holding;
