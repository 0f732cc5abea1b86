import type { Routes } from '../../edge/route.js';
import type { UserService } from '../users/users.service.js';
import type { AuthService } from './auth.service.js';
import type { PasswordService } from './passwords.service.js';

export function authRoutes(
  service: AuthService,
  passwords: PasswordService,
  users: UserService,
): Routes<'auth'> {
  return {
    register: ({ body, origin, maySetUp }) => service.register(body, origin, maySetUp),
    login: ({ body, origin }) => service.login(body, origin),
    logout: ({ actor, body }) => service.logout(actor, body),
    refresh: ({ body }) => service.refresh(body),
    profile: ({ actor }) => users.profile(actor),
    updateProfile: ({ actor, body }) => users.update(actor, actor.id, body),
    changePassword: ({ actor, body }) => passwords.change(actor, body),
    async requestPasswordReset({ body, origin }) {
      passwords.requestReset(body.email, origin.requestId);
      return {};
    },
    confirmPasswordReset: ({ body }) => passwords.confirmReset(body),
  };
}
