import type { Product } from "../../brokers/port/broker-order.ts";
import { brokerOf } from "../../brokers/registry.ts";
import { findSealedAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { AppError } from "../../errors/app-error.ts";
import type { RunVenue } from "../../live/run-venue.ts";
import type { Context } from "../../trpc/context.ts";
import { listInstruments } from "../brokers/service.ts";

type Checked = Pick<SealedAccountRow, "environment" | "sessionUser" | "sessionExpiresAt" | "review" | "haltedAt">;

/** Returns why no run can be started on an account now, or null. */
export function obstacleOf(account: Checked, now: number): string | null {
  const { environment, sessionUser, sessionExpiresAt, review, haltedAt } = account;
  if (haltedAt !== null) return "It was killed. Allow it to trade again on the Brokers page.";
  if (environment !== "simulated")
    return "Runs follow the computed market, whose prices no real account may trade on. Link a simulated account to see one at a broker.";
  const isOver = sessionExpiresAt !== null && sessionExpiresAt.getTime() <= now;
  if (sessionUser === null || isOver) return "Nobody is logged in at the broker. Connect it on the Brokers page.";
  if (review !== null) return `Its books need a look first: ${review}`;
  return null;
}

type Wanted = { readonly id: string; readonly product: Product };

/** Checks that an account can trade what a run needs, and returns what the run has to know of its broker. */
export async function venueOf(
  { db, team }: Pick<Context, "db" | "team">,
  { id, product }: Wanted,
  symbols: readonly string[],
): Promise<{ readonly id: string; readonly venue: RunVenue }> {
  const account = await findSealedAccount(db, id, team.id);
  if (account === null) throw new AppError("not-found", { what: "account", id });
  const obstacle = obstacleOf(account, Date.now());
  if (obstacle !== null) throw new AppError("not-possible-now", { message: obstacle });
  const { title, capabilities } = brokerOf(account.broker);
  if (!capabilities.products.includes(product)) {
    const message = `${title} has the products ${capabilities.products.join(", ")}, and not "${product}".`;
    throw new AppError("invalid-input", { message });
  }
  const listed = await listInstruments(account);
  const found = symbols.map((symbol) => {
    const instrument = listed.find((one) => one.symbol === symbol && one.kind === "equity");
    if (instrument !== undefined) return [symbol, instrument] as const;
    const message = `${title} does not list ${symbol}. Choose an instrument that it trades.`;
    throw new AppError("not-possible-now", { message });
  });
  return { id, venue: { product, instruments: Object.fromEntries(found) } };
}
