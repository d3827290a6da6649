import type { Product } from "../../brokers/port/broker-order.ts";
import { brokerOf } from "../../brokers/registry.ts";
import { findSealedAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { AppError } from "../../errors/app-error.ts";
import type { RunVenue } from "../../live/run-venue.ts";
import type { Context } from "../../trpc/context.ts";
import { listInstruments } from "../brokers/service.ts";

type Checked = Pick<SealedAccountRow, "environment" | "sessionUser" | "sessionExpiresAt" | "review" | "haltedAt">;

/** Returns why no run can be started on an account now, or null. Only its own prices are those of a real account. */
export function obstacleOf(account: Checked, now: number, market: "computed" | "own"): string | null {
  const { environment, sessionUser, sessionExpiresAt, review, haltedAt } = account;
  if (haltedAt !== null) return "It was killed. Allow it to trade again on the Brokers page.";
  if (environment !== "simulated" && market === "computed")
    return "No real account may trade on the prices of the computed market. Choose the account's own prices as the market.";
  const isOver = sessionExpiresAt !== null && sessionExpiresAt.getTime() <= now;
  if (sessionUser === null || isOver) return "Nobody is logged in at the broker. Connect it on the Brokers page.";
  if (review !== null) return `Its books need a look first: ${review}`;
  return null;
}

type Listed = { readonly account: SealedAccountRow; readonly instruments: RunVenue["instruments"] };

/** Returns an account that a run may use now, with how its broker lists what the run trades. */
export async function listedAt(
  { db, team }: Pick<Context, "db" | "team">,
  id: string,
  { symbols, market }: { readonly symbols: readonly string[]; readonly market: "computed" | "own" },
): Promise<Listed> {
  const account = await findSealedAccount(db, id, team.id);
  if (account === null) throw new AppError("not-found", { what: "account", id });
  const obstacle = obstacleOf(account, Date.now(), market);
  if (obstacle !== null) throw new AppError("not-possible-now", { message: obstacle });
  const listed = await listInstruments(account);
  const found = symbols.map((symbol) => {
    const instrument = listed.find((one) => one.symbol === symbol && one.kind === "equity");
    if (instrument !== undefined) return [symbol, instrument] as const;
    const message = `${brokerOf(account.broker).title} does not list ${symbol}. Choose an instrument that it trades.`;
    throw new AppError("not-possible-now", { message });
  });
  return { account, instruments: Object.fromEntries(found) };
}

/** Returns what a run has to know of the broker that its orders go to. */
export function venueOf({ account, instruments }: Listed, product: Product) {
  const { title, capabilities } = brokerOf(account.broker);
  if (!capabilities.products.includes(product)) {
    const message = `${title} has the products ${capabilities.products.join(", ")}, and not "${product}".`;
    throw new AppError("invalid-input", { message });
  }
  return { id: account.id, venue: { product, instruments } satisfies RunVenue };
}
