import { z } from "zod";
import type { BrokerSession } from "../../brokers/port/broker-account.ts";
import type { Access, BrokerAdapter, Credentials, Endpoints } from "../../brokers/port/broker-adapter.ts";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { BrokerEnvironment, SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import { credentialKeys } from "../../vault/credential-keys.ts";
import { unseal } from "../../vault/seal.ts";
import { credentialsPlace, sessionPlace } from "../../vault/seal-places.ts";

export const StoredCredentials = z.record(z.string(), z.string());
export const StoredSession = z.object({
  userId: z.string(),
  userName: z.string(),
  token: z.string().nullable(),
  expiresAt: z.number().nullable(),
}) satisfies z.ZodType<BrokerSession>;

export type OpenAccount = { readonly adapter: BrokerAdapter; readonly access: Access };

/** Returns the addresses of a broker in an environment; those of simulators exist in the demo alone. */
export function endpointsOf(adapter: BrokerAdapter, environment: BrokerEnvironment): Endpoints {
  if (environment !== "simulated") {
    const endpoints = adapter.environments[environment];
    if (endpoints === undefined)
      throw new AppError("invalid-input", { message: `${adapter.title} has no environment "${environment}".` });
    return endpoints;
  }
  const root = env().SIMULATORS_URL;
  if (root === undefined)
    throw new AppError("not-possible-now", {
      message: "Simulated brokers belong to the demo; this installation has a database of its own and runs none.",
    });
  return adapter.simulatedEndpoints(root);
}

/** Opens what was sealed of an account. */
export function accessOf({ id, broker, environment, credentials }: SealedAccountRow): OpenAccount {
  const adapter = brokerOf(broker);
  const text = unseal(credentials, credentialsPlace(id), credentialKeys());
  const opened: Credentials = StoredCredentials.parse(JSON.parse(text));
  const { BROKER_TIMEOUT_MILLISECONDS: timeoutMilliseconds } = env();
  const access = { endpoints: endpointsOf(adapter, environment), credentials: opened, timeoutMilliseconds };
  return { adapter, access };
}

/** Returns the session of an account, or null where nobody is logged in (any more). */
export function sessionOf({ id, session }: SealedAccountRow, now: number): BrokerSession | null {
  if (session === null) return null;
  const opened = StoredSession.parse(JSON.parse(unseal(session, sessionPlace(id), credentialKeys())));
  return opened.expiresAt !== null && opened.expiresAt <= now ? null : opened;
}

/** Opens a connection to the broker, or returns null where nobody is logged in. Whoever opens it closes it. */
export function connectAccount(account: SealedAccountRow, now: number): BrokerConnection | null {
  const session = sessionOf(account, now);
  if (session === null) return null;
  const { adapter, access } = accessOf(account);
  return adapter.connect(access, session);
}
