// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  ChangePassword,
  EmptyBody,
  Login,
  Logout,
  PasswordReset,
  PasswordResetConfirm,
  RefreshedTokens,
  Register,
  SignedIn,
  TokenRefresh,
  User,
  UserUpdate,
} from '../types.js';

/** Registering, signing in and out, tokens, your profile and your password. */
export class AuthResource extends Resource {
  /**
   * Register.
   *
   * Makes a patient account and signs it in. While the installation is unclaimed, one `admin` may
   * register for the first hospital, and becomes its superuser as well.
   *
   * `POST /api/auth/register/`. Allowed: anyone, without signing in.
   *
   * Errors of its own: `PLAN_LIMIT_REACHED`, `SETUP_CLOSED`, `ALREADY_EXISTS`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.auth.register({
   *   email: 'admin@hospital.com',
   *   password: 'SecurePassword123!',
   *   password_confirm: 'SecurePassword123!',
   *   first_name: 'John',
   *   last_name: 'Admin',
   *   role: 'admin',
   *   hospital: 1,
   *   phone_number: '+1-212-555-0101'
   * });
   * ```
   */
  register(body: Register, options?: RequestOptions): APIPromise<SignedIn> {
    return this.signIn('POST /api/auth/register/', [], options, body);
  }

  /**
   * Sign in.
   *
   * Answers an access and a refresh token. Ten failures for one account and address within 15 minutes
   * are answered `429` until they lapse.
   *
   * `POST /api/auth/login/`. Allowed: anyone, without signing in.
   *
   * Errors of its own: `INVALID_CREDENTIALS`.
   *
   * @example
   * ```ts
   * await medcor.auth.login({
   *   email: 'admin@hospital.com',
   *   password: 'SecurePassword123!'
   * });
   * ```
   */
  login(body: Login, options?: RequestOptions): APIPromise<SignedIn> {
    return this.signIn('POST /api/auth/login/', [], options, body);
  }

  /**
   * Sign out.
   *
   * Ends a session of yours: that of the given refresh token, else the current one. Its access tokens
   * stop at once.
   *
   * `POST /api/auth/logout/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * @example
   * ```ts
   * await medcor.auth.logout();
   * ```
   */
  logout(body: Logout = {}, options?: RequestOptions): APIPromise<void> {
    return this.signOut('POST /api/auth/logout/', [], options, body);
  }

  /**
   * Refresh the access token.
   *
   * Answers a new access token. With `rotate` the refresh token is replaced as well; a spent one shown
   * again within 60 seconds gets a sibling, later it ends the whole session.
   *
   * `POST /api/auth/token/refresh/`. Allowed: anyone, without signing in.
   *
   * @example
   * ```ts
   * await medcor.auth.refresh({
   *   refresh: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'
   * });
   * ```
   */
  refresh(body: TokenRefresh, options?: RequestOptions): APIPromise<RefreshedTokens> {
    return this.callAnonymously('POST /api/auth/token/refresh/', [], options, body);
  }

  /**
   * Get your profile.
   *
   * The signed-in user.
   *
   * `GET /api/auth/profile/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   */
  profile(options?: RequestOptions): APIPromise<User> {
    return this.call('GET /api/auth/profile/', [], options);
  }

  /**
   * Update your profile.
   *
   * Changes the fields that are sent. `role`, `hospital` and `is_active` are not yours to change.
   *
   * `PUT /api/auth/profile/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `ALREADY_EXISTS`.
   *
   * @example
   * ```ts
   * await medcor.auth.updateProfile({
   *   phone_number: '+1-212-555-0103'
   * });
   * ```
   */
  updateProfile(body: UserUpdate, options?: RequestOptions): APIPromise<User> {
    return this.call('PUT /api/auth/profile/', [], options, body);
  }

  /**
   * Change your password.
   *
   * Takes the old password, and ends every other session of yours.
   *
   * `POST /api/auth/change-password/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own),
   * staff (own), patient (own).
   *
   * @example
   * ```ts
   * await medcor.auth.changePassword({
   *   old_password: 'SecurePassword123!',
   *   new_password: 'EvenMoreSecure456!',
   *   new_password_confirm: 'EvenMoreSecure456!'
   * });
   * ```
   */
  changePassword(body: ChangePassword, options?: RequestOptions): APIPromise<void> {
    return this.callOnce('POST /api/auth/change-password/', [], options, body);
  }

  /**
   * Ask for a password reset.
   *
   * Sends a link by e-mail if the address has an account. The answer never tells whether it has.
   *
   * `POST /api/auth/password-reset/`. Allowed: anyone, without signing in.
   *
   * @example
   * ```ts
   * await medcor.auth.requestPasswordReset({
   *   email: 'admin@hospital.com'
   * });
   * ```
   */
  requestPasswordReset(body: PasswordReset, options?: RequestOptions): APIPromise<EmptyBody> {
    return this.callAnonymously('POST /api/auth/password-reset/', [], options, body);
  }

  /**
   * Set a new password.
   *
   * Takes the token of the e-mail, once and within an hour, and ends all sessions of the account.
   *
   * `POST /api/auth/password-reset/confirm/`. Allowed: anyone, without signing in.
   *
   * @example
   * ```ts
   * await medcor.auth.confirmPasswordReset({
   *   token: 'pr_example',
   *   new_password: 'EvenMoreSecure456!',
   *   new_password_confirm: 'EvenMoreSecure456!'
   * });
   * ```
   */
  confirmPasswordReset(body: PasswordResetConfirm, options?: RequestOptions): APIPromise<void> {
    return this.callAnonymously('POST /api/auth/password-reset/confirm/', [], options, body);
  }
}
