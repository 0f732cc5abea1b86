import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Email, EmptyBody, Id, NoContent } from './shared/fields.js';
import { NewPassword, ownAccountFields, User, UserRole, UserUpdate, userExample } from './users.js';

/** A bearer token as it is sent. */
const Token = z.string().trim().min(1).max(4096);

/** A password as it is typed at sign-in: never trimmed, never checked against the rules for new ones. */
const Password = z.string().min(1).max(1024).meta({ format: 'password' });

export const Tokens = z
  .strictObject({
    access: z.string().describe('Bearer token for API calls; lives 60 minutes.'),
    refresh: z.string().describe('Gets new access tokens; lives 30 days.'),
  })
  .register(components, { id: 'Tokens' });

/** What registering and signing in answer. */
export const SignedIn = z
  .strictObject({ user: User, tokens: Tokens })
  .register(components, { id: 'SignedIn' });
export type SignedIn = z.output<typeof SignedIn>;

export const Register = z
  .strictObject(ownAccountFields)
  .partial()
  .required({ email: true, first_name: true, last_name: true })
  .extend({
    password: NewPassword,
    password_confirm: z.string().max(128).meta({ format: 'password' }),
    role: UserRole.default('patient'),
    hospital: Id,
  })
  .refine((body) => body.password === body.password_confirm, {
    path: ['password_confirm'],
    message: 'The passwords do not match.',
  })
  .register(components, { id: 'Register' });
export type Register = z.output<typeof Register>;

export const Login = z
  .strictObject({ email: Email, password: Password })
  .register(components, { id: 'Login' });
export type Login = z.output<typeof Login>;

export const Logout = z
  .strictObject({
    refresh: Token.optional().describe('Ends the session of this token; else the current one.'),
  })
  .register(components, { id: 'Logout' });
export type Logout = z.output<typeof Logout>;

export const TokenRefresh = z
  .strictObject({
    refresh: Token,
    rotate: z.boolean().default(false).describe('Also answer a new refresh token and spend this one.'),
  })
  .register(components, { id: 'TokenRefresh' });
export type TokenRefresh = z.output<typeof TokenRefresh>;

export const RefreshedTokens = z
  .strictObject({ access: z.string(), refresh: z.string().optional().describe('Only with `rotate`.') })
  .register(components, { id: 'RefreshedTokens' });

const newPasswordFields = {
  new_password: NewPassword,
  new_password_confirm: z.string().max(128).meta({ format: 'password' }),
};

const confirmed = {
  check: (body: { new_password: string; new_password_confirm: string }) =>
    body.new_password === body.new_password_confirm,
  otherwise: { path: ['new_password_confirm'], message: 'The passwords do not match.' },
};

export const ChangePassword = z
  .strictObject({ old_password: Password, ...newPasswordFields })
  .refine(confirmed.check, confirmed.otherwise)
  .register(components, { id: 'ChangePassword' });
export type ChangePassword = z.output<typeof ChangePassword>;

export const PasswordReset = z.strictObject({ email: Email }).register(components, { id: 'PasswordReset' });
export type PasswordReset = z.output<typeof PasswordReset>;

export const PasswordResetConfirm = z
  .strictObject({ token: Token, ...newPasswordFields })
  .refine(confirmed.check, confirmed.otherwise)
  .register(components, { id: 'PasswordResetConfirm' });
export type PasswordResetConfirm = z.output<typeof PasswordResetConfirm>;

const tokensExample = { access: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln', refresh: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln' };

export const auth = {
  register: endpoint({
    method: 'POST',
    path: '/api/auth/register/',
    summary: 'Register',
    description:
      'Makes a patient account and signs it in. While the installation is unclaimed, one `admin` may register ' +
      'for the first hospital, and becomes its superuser as well.',
    cache: 'no-store',
    body: Register,
    success: { 201: SignedIn },
    errors: ['SETUP_CLOSED', 'ALREADY_EXISTS', 'INVALID_REFERENCE', 'PLAN_LIMIT_REACHED'],
    events: ['user.created'],
    examples: {
      request: {
        email: 'admin@hospital.com',
        password: 'SecurePassword123!',
        password_confirm: 'SecurePassword123!',
        first_name: 'John',
        last_name: 'Admin',
        role: 'admin',
        hospital: 1,
        phone_number: '+1-212-555-0101',
      },
      response: { user: userExample, tokens: tokensExample },
    },
  }),
  login: endpoint({
    method: 'POST',
    path: '/api/auth/login/',
    summary: 'Sign in',
    description:
      'Answers an access and a refresh token. Ten failures for one account and address within 15 minutes are ' +
      'answered `429` until they lapse.',
    cache: 'no-store',
    body: Login,
    success: { 200: SignedIn },
    errors: ['INVALID_CREDENTIALS', 'ACCOUNT_DISABLED'],
    examples: {
      request: { email: 'admin@hospital.com', password: 'SecurePassword123!' },
      response: { user: userExample, tokens: tokensExample },
    },
  }),
  logout: endpoint({
    method: 'POST',
    path: '/api/auth/logout/',
    summary: 'Sign out',
    description:
      'Ends a session of yours: that of the given refresh token, else the current one. Its access tokens stop at once.',
    permission: 'account',
    apiKeys: false,
    body: Logout,
    success: { 204: NoContent },
    examples: { request: {} },
  }),
  refresh: endpoint({
    method: 'POST',
    path: '/api/auth/token/refresh/',
    summary: 'Refresh the access token',
    description:
      'Answers a new access token. With `rotate` the refresh token is replaced as well; a spent one shown again ' +
      'within 60 seconds gets a sibling, later it ends the whole session.',
    cache: 'no-store',
    body: TokenRefresh,
    success: { 200: RefreshedTokens },
    errors: ['INVALID_TOKEN', 'TOKEN_EXPIRED', 'ACCOUNT_DISABLED'],
    examples: { request: { refresh: tokensExample.refresh }, response: { access: tokensExample.access } },
  }),
  profile: endpoint({
    method: 'GET',
    path: '/api/auth/profile/',
    summary: 'Get your profile',
    description: 'The signed-in user.',
    permission: 'account',
    success: { 200: User },
    examples: { response: userExample },
  }),
  updateProfile: endpoint({
    method: 'PUT',
    path: '/api/auth/profile/',
    summary: 'Update your profile',
    description:
      'Changes the fields that are sent. `role`, `hospital` and `is_active` are not yours to change.',
    permission: 'account',
    apiKeys: false,
    body: UserUpdate,
    success: { 200: User },
    errors: ['ALREADY_EXISTS'],
    events: ['user.updated'],
    examples: { request: { phone_number: '+1-212-555-0103' }, response: userExample },
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/auth/change-password/',
    summary: 'Change your password',
    description: 'Takes the old password, and ends every other session of yours.',
    permission: 'account',
    apiKeys: false,
    body: ChangePassword,
    success: { 204: NoContent },
    examples: {
      request: {
        old_password: 'SecurePassword123!',
        new_password: 'EvenMoreSecure456!',
        new_password_confirm: 'EvenMoreSecure456!',
      },
    },
  }),
  requestPasswordReset: endpoint({
    method: 'POST',
    path: '/api/auth/password-reset/',
    summary: 'Ask for a password reset',
    description:
      'Sends a link by e-mail if the address has an account. The answer never tells whether it has.',
    body: PasswordReset,
    success: { 202: EmptyBody },
    examples: { request: { email: 'admin@hospital.com' }, response: {} },
  }),
  confirmPasswordReset: endpoint({
    method: 'POST',
    path: '/api/auth/password-reset/confirm/',
    summary: 'Set a new password',
    description:
      'Takes the token of the e-mail, once and within an hour, and ends all sessions of the account.',
    body: PasswordResetConfirm,
    success: { 204: NoContent },
    errors: ['INVALID_TOKEN', 'TOKEN_EXPIRED'],
    examples: {
      request: {
        token: 'pr_example',
        new_password: 'EvenMoreSecure456!',
        new_password_confirm: 'EvenMoreSecure456!',
      },
    },
  }),
};
