import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SimBroker, SimLegs } from "../core/sim-broker.ts";
import type { SimAccount, SimChange, SimDraft } from "../core/sim-event.ts";
import { isWorking, type SimOrder } from "../core/sim-order.ts";
import { AlpacaClass, readAlpacaLegs, refuseChangeOfLeg } from "./alpaca-classes.ts";
import { AlpacaRefusal, Amount, refuse } from "./alpaca-refusal.ts";

const Body = z.object({
  symbol: z.string(),
  qty: Amount,
  side: z.enum(["buy", "sell"]),
  type: z.enum(["market", "limit", "stop", "stop_limit"]),
  time_in_force: z.enum(["day", "gtc", "opg", "cls", "ioc", "fok"]),
  limit_price: Amount.nullish(),
  stop_price: Amount.nullish(),
  client_order_id: z.string().max(128).nullish(),
  ...AlpacaClass,
});
const ChangeBody = z.object({
  qty: Amount.nullish(),
  limit_price: Amount.nullish(),
  stop_price: Amount.nullish(),
  client_order_id: z.string().max(128).nullish(),
});

export type AlpacaRequest = { readonly draft: SimDraft; readonly legs: SimLegs | null };

/** Reads the body of a new order and refuses what Alpaca refuses at once. */
export function readAlpacaOrder(broker: SimBroker, account: SimAccount, body: string): AlpacaRequest {
  const sent = parse(Body, body);
  // the target of an OCO is its first order, and has its limit from there
  const target = sent.order_class === "oco" ? sent.take_profit?.limit_price : undefined;
  const given = { ...sent, limit_price: target ?? sent.limit_price };
  const { symbol, side, qty: quantity, time_in_force, type } = given;
  const instrument = broker.instrument(symbol);
  if (instrument === null) throw refuse(`asset "${symbol}" not found`);
  const needsLimit = type === "limit" || type === "stop_limit";
  const needsStop = type === "stop" || type === "stop_limit";
  if (needsLimit && given.limit_price == null && given.order_class !== "oco")
    throw refuse("limit orders require limit_price");
  if (needsStop && given.stop_price == null) throw refuse("stop orders require stop_price");
  const { take_profit, stop_loss } = given;
  const ofLegs = [take_profit?.limit_price, stop_loss?.limit_price, stop_loss?.stop_price];
  for (const price of [given.limit_price, given.stop_price, ...ofLegs]) requirePennies(price);
  const clientId = given.client_order_id ?? randomUUID();
  requireNewId(broker, account, clientId);
  const draft: SimDraft = {
    symbol,
    side,
    type: type === "stop_limit" ? "stop-limit" : type,
    quantity,
    limitPrice: needsLimit ? (given.limit_price ?? null) : null,
    triggerPrice: needsStop ? (given.stop_price ?? null) : null,
    immediate: time_in_force === "ioc" || time_in_force === "fok",
    clientId,
    wire: { type, time_in_force, order_class: given.order_class || "simple" },
    link: null,
  };
  const legs = readAlpacaLegs(broker, account, { given, draft });
  if (broker.shortageOf(account, draft) !== null) throw new AlpacaRefusal(403, 40_310_000, "insufficient buying power");
  return { draft, legs };
}

export function readAlpacaChange(broker: SimBroker, order: SimOrder, body: string) {
  if (!isWorking(order)) throw refuse(`order is not open: ${order.status}`);
  const { qty, limit_price, stop_price, client_order_id } = parse(ChangeBody, body);
  for (const price of [limit_price, stop_price]) requirePennies(price);
  if (order.type === "limit" && stop_price != null) throw refuse("limit orders must not have stop_price");
  if (order.type === "stop" && limit_price != null) throw refuse("stop orders must not have limit_price");
  refuseChangeOfLeg(order, qty ?? null);
  const clientId = client_order_id ?? randomUUID();
  const account = broker.books.accounts.get(order.account);
  if (account !== undefined) requireNewId(broker, account, clientId);
  const change: SimChange = {
    quantity: qty ?? null,
    limitPrice: limit_price ?? null,
    triggerPrice: stop_price ?? null,
  };
  return { change, clientId };
}

export function ownAlpacaOrder(broker: SimBroker, account: SimAccount, id: string): SimOrder {
  const order = broker.books.orders.get(id);
  if (order === undefined || order.account !== account.id)
    throw new AlpacaRefusal(404, 40_410_000, `order not found for ${id}`);
  return order;
}

export function clientIdOf(body: string): string | null {
  const named = z.object({ client_order_id: z.string() }).safeParse(JSON.parse(body));
  return named.success ? named.data.client_order_id : null;
}

/** An id of ours names one order of the account, for ever. */
function requireNewId(broker: SimBroker, account: SimAccount, clientId: string): void {
  if (broker.books.ordersOf(account.id).some((order) => order.clientId === clientId))
    throw refuse("client_order_id must be unique");
}

function requirePennies(price: number | null | undefined): void {
  if (price != null && Math.abs(price * 100 - Math.round(price * 100)) > 1e-6)
    throw new AlpacaRefusal(
      422,
      42_210_000,
      `invalid limit_price ${price}. sub-penny increment does not fulfill minimum pricing criteria`,
    );
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  const result = schema.safeParse(JSON.parse(body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refuse(`${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "invalid"}`);
}
