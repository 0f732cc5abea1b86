// Made from the contract by `pnpm generate`. Change the contract, not this.

import * as contract from '@medcor/contract';
import type { Validator } from '../validator.js';
import type * as types from './types.js';

export const ApiKeyCreate: Validator<types.ApiKeyCreate> = contract.ApiKeyCreate;
export const AppointmentCancel: Validator<types.AppointmentCancel> = contract.AppointmentCancel;
export const AppointmentCreate: Validator<types.AppointmentCreate> = contract.AppointmentCreate;
export const AppointmentUpdate: Validator<types.AppointmentUpdate> = contract.AppointmentUpdate;
export const AvailabilitySlotBulkCreate: Validator<types.AvailabilitySlotBulkCreate> =
  contract.AvailabilitySlotBulkCreate;
export const AvailabilitySlotCreate: Validator<types.AvailabilitySlotCreate> =
  contract.AvailabilitySlotCreate;
export const AvailabilitySlotUpdate: Validator<types.AvailabilitySlotUpdate> =
  contract.AvailabilitySlotUpdate;
export const AvatarCreate: Validator<types.AvatarCreate> = contract.AvatarCreate;
export const AvatarSpeak: Validator<types.AvatarSpeak> = contract.AvatarSpeak;
export const AvatarStart: Validator<types.AvatarStart> = contract.AvatarStart;
export const AvatarStop: Validator<types.AvatarStop> = contract.AvatarStop;
export const ChangePassword: Validator<types.ChangePassword> = contract.ChangePassword;
export const ChatSend: Validator<types.ChatSend> = contract.ChatSend;
export const ChatVoice: Validator<types.ChatVoice> = contract.ChatVoice;
export const DoctorSpecialtyCreate: Validator<types.DoctorSpecialtyCreate> = contract.DoctorSpecialtyCreate;
export const DoctorSpecialtyUpdate: Validator<types.DoctorSpecialtyUpdate> = contract.DoctorSpecialtyUpdate;
export const HospitalCreate: Validator<types.HospitalCreate> = contract.HospitalCreate;
export const HospitalUpdate: Validator<types.HospitalUpdate> = contract.HospitalUpdate;
export const Login: Validator<types.Login> = contract.Login;
export const Logout: Validator<types.Logout> = contract.Logout;
export const MedicalRecordCreate: Validator<types.MedicalRecordCreate> = contract.MedicalRecordCreate;
export const MedicalRecordUpdate: Validator<types.MedicalRecordUpdate> = contract.MedicalRecordUpdate;
export const PasswordReset: Validator<types.PasswordReset> = contract.PasswordReset;
export const PasswordResetConfirm: Validator<types.PasswordResetConfirm> = contract.PasswordResetConfirm;
export const PrescriptionCreate: Validator<types.PrescriptionCreate> = contract.PrescriptionCreate;
export const PrescriptionUpdate: Validator<types.PrescriptionUpdate> = contract.PrescriptionUpdate;
export const Register: Validator<types.Register> = contract.Register;
export const SpecialtyCreate: Validator<types.SpecialtyCreate> = contract.SpecialtyCreate;
export const Subscribe: Validator<types.Subscribe> = contract.Subscribe;
export const SubscriptionPlanCreate: Validator<types.SubscriptionPlanCreate> =
  contract.SubscriptionPlanCreate;
export const SubscriptionPlanUpdate: Validator<types.SubscriptionPlanUpdate> =
  contract.SubscriptionPlanUpdate;
export const TokenRefresh: Validator<types.TokenRefresh> = contract.TokenRefresh;
export const TreatmentCreate: Validator<types.TreatmentCreate> = contract.TreatmentCreate;
export const TreatmentUpdate: Validator<types.TreatmentUpdate> = contract.TreatmentUpdate;
export const UserCreate: Validator<types.UserCreate> = contract.UserCreate;
export const UserUpdate: Validator<types.UserUpdate> = contract.UserUpdate;
export const WebhookCreate: Validator<types.WebhookCreate> = contract.WebhookCreate;
export const WebhookSecretRotate: Validator<types.WebhookSecretRotate> = contract.WebhookSecretRotate;
export const WebhookUpdate: Validator<types.WebhookUpdate> = contract.WebhookUpdate;
