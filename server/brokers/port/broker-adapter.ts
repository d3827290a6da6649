import type { CalendarId } from "@/graph-runtime/market/calendar/calendar-id.ts";
import type { BrokerSession } from "./broker-account.ts";
import type { BrokerConnection } from "./broker-connection.ts";
import type { OrderReport } from "./broker-order.ts";
import type { Capabilities } from "./capabilities.ts";
import type { ChargeTable } from "./charge-table.ts";

/** A value that the user types in to link an account. */
export type CredentialField = {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly isSecret: boolean;
};

/** Values of the credential fields, by key. */
export type Credentials = Readonly<Record<string, string>>;

/** Addresses of a broker's services, by a name that the adapter knows. */
export type Endpoints = Readonly<Record<string, string>>;

export type Access = {
  readonly endpoints: Endpoints;
  readonly credentials: Credentials;
  /** How long an answer may take before its call counts as unknown; the adapter's own choice where it is left out. */
  readonly timeoutMilliseconds?: number;
};

/** What the user's way through the broker's login page brought back. */
export type LoginGrant = Readonly<Record<string, string>>;

/** One broker: a folder beside this one, and one line of the registry. */
export interface BrokerAdapter {
  readonly id: string;
  readonly title: string;
  readonly country: string;
  /** When its exchange trades. */
  readonly calendar: CalendarId;
  readonly capabilities: Capabilities;
  /** What trades cost there, with dates. */
  readonly charges: ChargeTable;
  readonly credentialFields: readonly CredentialField[];
  /** The environments that an account may belong to, by name ("live", "paper"). */
  readonly environments: Readonly<Record<string, Endpoints>>;
  /** The addresses of its simulator, whose root is given. */
  simulatedEndpoints(root: string): Endpoints;
  /** The page on which the user logs in; null where the credentials are all that is needed. */
  loginPage(access: Access, state: string): string | null;
  /** Begins a session, and so proves the credentials. */
  login(access: Access, grant: LoginGrant): Promise<BrokerSession>;
  connect(access: Access, session: BrokerSession): BrokerConnection;
  /** Reads an order update that the broker posts to us; null where it has none or its signature is wrong. */
  readPostback(access: Access, body: string): OrderReport | null;
}
