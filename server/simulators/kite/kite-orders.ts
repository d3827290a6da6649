import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount, SimChange, SimDraft } from "../core/sim-event.ts";
import type { SimInstrument } from "../core/sim-instrument.ts";
import { isWorking, type SimOrder } from "../core/sim-order.ts";
import { KiteRefusal } from "./kite-refusal.ts";

const orderTypes = { MARKET: "market", LIMIT: "limit", SL: "stop-limit", "SL-M": "stop" } as const;
const sides = { BUY: "buy", SELL: "sell" } as const;
const products = ["CNC", "NRML", "MIS", "MTF"];
const mostChanges = 25;

/** Reads the form of a new order and refuses what the order management system refuses at once. */
export function readKiteOrder(broker: SimBroker, variety: string, form: URLSearchParams): SimDraft {
  if (variety !== "regular") throw new KiteRefusal("InputException", `Invalid \`variety\`: ${variety}.`);
  const field = (name: string): string => {
    const value = form.get(name);
    if (value === null || value === "") throw new KiteRefusal("InputException", `Missing or empty field \`${name}\`.`);
    return value;
  };
  const instrument = broker.instrument(field("tradingsymbol"));
  if (instrument === null || instrument.exchange !== field("exchange"))
    throw new KiteRefusal(
      "InputException",
      "The instrument you are placing an order for has either expired or does not exist.",
    );
  const type = orderTypes[field("order_type") as keyof typeof orderTypes];
  const side = sides[field("transaction_type") as keyof typeof sides];
  if (type === undefined || side === undefined) throw new KiteRefusal("InputException", "Invalid `order_type`.");
  if (!products.includes(field("product"))) throw new KiteRefusal("InputException", "Invalid `product`.");
  const tag = form.get("tag");
  if (tag !== null && !/^[A-Za-z0-9]{1,20}$/.test(tag)) throw new KiteRefusal("InputException", "Invalid `tag`.");
  const isBare = (type === "market" || type === "stop") && Number(form.get("market_protection") ?? 0) === 0;
  if (isBare)
    throw new KiteRefusal("OrderException", "Market orders without market protection are not allowed via API.");
  const limitPrice = type === "limit" || type === "stop-limit" ? price(instrument, field("price"), "price") : null;
  const isStop = type === "stop" || type === "stop-limit";
  const triggerPrice = isStop ? price(instrument, field("trigger_price"), "trigger_price") : null;
  return {
    symbol: instrument.symbol,
    side,
    type,
    quantity: quantityOf(instrument, field("quantity")),
    limitPrice,
    triggerPrice,
    immediate: form.get("validity") === "IOC",
    clientId: tag,
    wire: { ...Object.fromEntries(form), variety },
    link: null,
  };
}

/** Reads the form of a change and refuses it as Kite does. */
export function readKiteChange(broker: SimBroker, order: SimOrder, form: URLSearchParams): SimChange {
  if (!isWorking(order))
    throw new KiteRefusal("OrderException", "Order cannot be modified as it is being processed or is over.");
  if (order.changes >= mostChanges)
    throw new KiteRefusal("OrderException", "Maximum allowed order modifications exceeded.");
  const instrument = broker.instrument(order.symbol) as SimInstrument;
  const given = (name: string): string | null => (form.get(name) === "" ? null : form.get(name));
  const [quantity, limit, trigger] = [given("quantity"), given("price"), given("trigger_price")];
  return {
    quantity: quantity === null ? null : quantityOf(instrument, quantity),
    limitPrice: limit === null ? null : price(instrument, limit, "price"),
    triggerPrice: trigger === null ? null : price(instrument, trigger, "trigger_price"),
  };
}

export function ownOrder(broker: SimBroker, account: SimAccount, id: string): SimOrder {
  const order = broker.books.orders.get(id);
  if (order === undefined || order.account !== account.id)
    throw new KiteRefusal("OrderException", "Couldn't find that `order_id`.");
  return order;
}

function quantityOf({ lotSize, freezeQuantity, symbol }: SimInstrument, text: string): number {
  const quantity = Number(text);
  if (!Number.isInteger(quantity) || quantity <= 0) throw new KiteRefusal("InputException", "Invalid `quantity`.");
  if (quantity % lotSize !== 0)
    throw new KiteRefusal("InputException", `Quantity should be a multiple of the lot size ${lotSize} of ${symbol}.`);
  if (freezeQuantity !== null && quantity > freezeQuantity)
    throw new KiteRefusal("InputException", `Quantity exceeds the freeze limit of ${freezeQuantity} for ${symbol}.`);
  return quantity;
}

function price({ tickSize, symbol }: SimInstrument, text: string, name: string): number {
  const value = Number(text);
  const ticks = value / tickSize;
  if (!(value > 0) || Math.abs(ticks - Math.round(ticks)) > 1e-6)
    throw new KiteRefusal(
      "InputException",
      `Tick size for ${symbol} is ${tickSize}: \`${name}\` ${text} is not a multiple of it.`,
    );
  return value;
}
