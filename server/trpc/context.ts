import type { Database } from "../db/client.ts";
import type { Permission, Role } from "./permissions.ts";

export type Session = { readonly id: string; readonly kind: "browser" | "api-key" };
export type User = { readonly id: string; readonly name: string; readonly email: string };
export type Team = { readonly id: string; readonly name: string };

/** Who calls, once it is known. permissions is the role's set, cut down to an API key's scopes. */
export type Caller = {
  readonly session: Session;
  readonly user: User;
  readonly team: Team;
  readonly role: Role;
  readonly permissions: ReadonlySet<Permission>;
};

/** What a request carries. refusal says why there is no caller. */
export type RequestContext = {
  readonly caller: Caller | null;
  readonly refusal: "not-signed-in" | "no-team" | "api-key-refused";
  readonly db: Database;
  readonly requestId: string;
};

/** What a permitted procedure and every service gets. */
export type Context = Caller & { readonly db: Database; readonly requestId: string };
