import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SimBroker, SimLegs } from "../core/sim-broker.ts";
import type { SimAccount, SimDraft } from "../core/sim-event.ts";
import { isWorking, type SimOrder } from "../core/sim-order.ts";
import { AlpacaRefusal, Amount, refuse } from "./alpaca-refusal.ts";

/** What a request may say of orders that belong to it. */
export const AlpacaClass = {
  order_class: z.enum(["", "simple", "bracket", "oco", "oto"]).nullish(),
  take_profit: z.object({ limit_price: Amount }).nullish(),
  stop_loss: z.object({ stop_price: Amount, limit_price: Amount.nullish() }).nullish(),
  extended_hours: z.boolean().nullish(),
};
const Given = z.object(AlpacaClass);
type Given = z.infer<typeof Given>;

/** Prices closer to the market than this are refused, so that nothing is touched while it is still being taken. */
const nearest = 0.01;
const slack = 1e-9;

type Asked = { readonly given: Given; readonly draft: SimDraft };

/** Returns the orders that belong to a new one, or null where it stands alone; refuses what Alpaca refuses of them at once. */
export function readAlpacaLegs(broker: SimBroker, account: SimAccount, asked: Asked): SimLegs | null {
  const { given, draft } = asked;
  const kind = given.order_class || "simple";
  if (kind === "simple") return null;
  requireForm(kind, asked);
  const isExit = kind === "oco";
  const side = isExit ? draft.side : draft.side === "buy" ? "sell" : "buy";
  const { take_profit, stop_loss } = given;
  requireDistances(broker.surroundings.board.quoteOf(draft.symbol).price, asked, side);
  if (isExit) requireHeld(broker, account, draft);
  else if (heldOf(broker, account, draft) * (draft.side === "buy" ? 1 : -1) < 0)
    throw new AlpacaRefusal(422, 42_210_000, `${kind} orders must be entry orders`);
  const leg = (type: string, prices: Pick<SimDraft, "limitPrice" | "triggerPrice">): SimDraft => ({
    ...draft,
    ...prices,
    side,
    type: type === "stop_limit" ? "stop-limit" : type === "stop" ? "stop" : "limit",
    immediate: false,
    // legs are named by Alpaca itself
    clientId: randomUUID(),
    wire: { ...draft.wire, type },
  });
  const drafts: SimDraft[] = [];
  if (take_profit != null && !isExit)
    drafts.push(leg("limit", { limitPrice: take_profit.limit_price, triggerPrice: null }));
  if (stop_loss != null) {
    const limitPrice = stop_loss.limit_price ?? null;
    drafts.push(leg(limitPrice === null ? "stop" : "stop_limit", { limitPrice, triggerPrice: stop_loss.stop_price }));
  }
  return { drafts, awaitFill: !isExit };
}

/** Of orders that belong together prices alone may be changed. */
export function refuseChangeOfLeg({ link, wire, quantity }: SimOrder, wanted: number | null): void {
  if (link === null) return;
  if (wire["order_class"] === "oto") throw refuse("oto orders cannot be replaced");
  if (wanted !== null && wanted !== quantity) throw refuse(`qty of ${wire["order_class"]} orders cannot be replaced`);
}

function requireForm(kind: "bracket" | "oco" | "oto", { given, draft }: Asked): void {
  const { take_profit, stop_loss, extended_hours } = given;
  if (!["day", "gtc"].includes(draft.wire["time_in_force"] ?? "")) throw refuse(`${kind} orders must be day or gtc`);
  if (extended_hours === true) throw refuse(`${kind} orders must not be extended_hours`);
  if (!Number.isInteger(draft.quantity))
    throw new AlpacaRefusal(422, 42_210_000, "fractional orders must be simple orders");
  if (kind === "oco" && draft.type !== "limit") throw refuse("oco orders must be limit orders");
  if (kind === "oto") {
    if ((take_profit == null) === (stop_loss == null))
      throw refuse("oto orders require either take_profit or stop_loss");
    return;
  }
  if (take_profit == null) throw refuse(`${kind} orders require take_profit.limit_price`);
  if (stop_loss == null) throw refuse(`${kind} orders require stop_loss.stop_price`);
}

/** The base is the market, and beside it the target of an OCO or the limit of an entry; `side` is that of the exits. */
function requireDistances(market: number, { given, draft }: Asked, side: "buy" | "sell"): void {
  const sign = side === "sell" ? 1 : -1;
  const { limitPrice } = draft;
  const base = Math.min(sign * market, sign * (limitPrice ?? market));
  const stop = given.stop_loss?.stop_price;
  if (stop !== undefined && sign * stop > base - nearest + slack)
    throw distant("stop_loss.stop_price", sign > 0 ? "<= base_price -" : ">= base_price +", sign * base);
  const target = given.take_profit?.limit_price;
  if (target === undefined || given.order_class === "oco") return;
  const entry = limitPrice ?? market;
  if (sign * target < sign * entry + nearest - slack)
    throw distant("take_profit.limit_price", sign > 0 ? ">= base_price +" : "<= base_price -", entry);
}

function distant(field: string, relation: string, base: number): AlpacaRefusal {
  return new AlpacaRefusal(422, 42_210_000, `${field} must be ${relation} ${nearest} (base_price ${base})`);
}

/** What rests to close a position cannot be promised to another exit. */
function requireHeld(broker: SimBroker, account: SimAccount, draft: SimDraft): void {
  const held = heldOf(broker, account, draft) * (draft.side === "sell" ? 1 : -1);
  if (held <= 0) throw new AlpacaRefusal(422, 42_210_000, "oco orders must be exit orders");
  const promised = broker.books
    .ordersOf(account.id)
    .filter(
      (one) => isWorking(one) && one.symbol === draft.symbol && one.side === draft.side && one.link?.isLeg !== true,
    )
    .reduce((sum, { quantity, filled }) => sum + quantity - filled, 0);
  const available = Math.max(0, held - promised);
  if (draft.quantity > available)
    throw new AlpacaRefusal(
      403,
      40_310_000,
      `insufficient qty available for order (requested: ${draft.quantity}, available: ${available})`,
    );
}

function heldOf({ books }: SimBroker, { id }: SimAccount, { symbol }: SimDraft): number {
  return books.positionOf(id, symbol)?.quantity ?? 0;
}
