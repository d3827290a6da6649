import { z } from "zod";
import type { BrokerAdapter, Credentials } from "../../brokers/port/broker-adapter.ts";
import type { Database } from "../../db/client.ts";
import { listFeeds } from "../../db/repositories/feeds.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";

const Opened = z.object({ key: z.string(), secret: z.string() });

/** Opens an account with play money at the simulated broker, and lets its prices follow the synthetic market. */
export async function openSimulatedAccount(
  db: Database,
  adapter: BrokerAdapter,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Credentials> {
  const feed = (await listFeeds(db)).find(({ kind }) => kind === "synthetic");
  if (feed !== undefined) {
    const { seed, startedAt, barMilliseconds } = feed;
    await tell("/market", { seed, startedAt: startedAt.getTime(), barMilliseconds });
  }
  const publicUrl = env().QUANTLOOM_PUBLIC_URL ?? `http://127.0.0.1:${env().PORT}`;
  const redirectUrl = new URL("/brokers/return", publicUrl).href;
  const isPosting = adapter.capabilities.features.postbacks === "native";
  const postbackUrl = isPosting ? new URL(`/api/postbacks/${id}`, publicUrl).href : null;
  const account = Opened.parse(await tell("/accounts", { broker: adapter.id, name, redirectUrl, postbackUrl }));
  return Object.fromEntries(
    adapter.credentialFields.map(({ key, isSecret }) => [key, isSecret ? account.secret : account.key]),
  );
}

async function tell(path: string, body: object): Promise<unknown> {
  const root = env().SIMULATORS_URL;
  const gone = new AppError("not-possible-now", {
    message: "The simulated brokers do not answer. They start with the demo.",
  });
  if (root === undefined) throw gone;
  const response = await fetch(`${root}/control${path}`, {
    method: "POST",
    headers: { "x-simulators": "control" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  if (response === null || !response.ok) throw gone;
  return response.json();
}
