import { type Auth, sessionSeconds } from "./auth.ts";
import type { SessionReader } from "./resolve-caller.ts";
import { readSignedCookie } from "./session-cookie.ts";

const quietMilliseconds = (sessionSeconds.lasts - sessionSeconds.prolongedAfter) * 1000;

/** Returns how the sessions of this better-auth are read. */
export function browserSessions(auth: Auth): SessionReader {
  return {
    async tokenOf(headers) {
      const { authCookies, secret } = await auth.$context;
      return readSignedCookie(headers, authCookies.sessionToken.name, secret);
    },
    isDue: (expiresAt) => expiresAt.getTime() - Date.now() < quietMilliseconds,
    async read(headers) {
      const found = await auth.api.getSession({ headers });
      if (!found) return null;
      return { id: found.session.id, userId: found.user.id, activeTeamId: found.session.activeOrganizationId ?? null };
    },
  };
}
