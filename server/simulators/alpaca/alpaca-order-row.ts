import { averagePriceOf, type SimOrder } from "../core/sim-order.ts";

/** Alpaca writes money and quantities as text. */
export const text = (value: number | null): string | null => (value === null ? null : String(value));
export const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** Alpaca itself holds a stop that belongs to a target, and sends it on once its price is there. */
export function isHeldStop({ link, status }: SimOrder): boolean {
  return link !== null && status === "trigger-pending";
}

function statusOf(order: SimOrder): string {
  const { status, filled } = order;
  switch (status) {
    case "placed":
      return "pending_new";
    case "open":
    case "trigger-pending":
      if (isHeldStop(order)) return "held";
      return filled > 0 ? "partially_filled" : "new";
    case "cancelled":
      return "canceled";
    default:
      return status;
  }
}

export type AlpacaRow = ReturnType<typeof plainRow> & { readonly legs: readonly AlpacaRow[] | null };

/** Returns an order with the fields of a real response; `legs` are those that are shown with it, null where they are not asked for. */
export function alpacaOrderRow(order: SimOrder, legs: readonly SimOrder[] | null = null): AlpacaRow {
  return { ...plainRow(order), legs: legs === null ? null : legs.map((leg) => alpacaOrderRow(leg)) };
}

function plainRow(order: SimOrder) {
  const { wire, status, updatedAt } = order;
  const type = wire["type"] ?? "market";
  const whenIn = (wanted: SimOrder["status"]): string | null => (status === wanted ? iso(updatedAt) : null);
  return {
    id: order.id,
    client_order_id: order.clientId,
    created_at: iso(order.placedAt),
    updated_at: iso(updatedAt),
    submitted_at: iso(order.placedAt),
    filled_at: status === "filled" ? iso(order.lastFillAt) : null,
    expired_at: null,
    canceled_at: whenIn("cancelled"),
    failed_at: whenIn("rejected"),
    replaced_at: whenIn("replaced"),
    replaced_by: order.replacedBy,
    replaces: order.replaces,
    asset_id: assetId(order.symbol),
    symbol: order.symbol,
    asset_class: "us_equity",
    notional: null,
    qty: text(order.quantity),
    filled_qty: String(order.filled),
    filled_avg_price: text(averagePriceOf(order)),
    order_class: wire["order_class"] ?? "simple",
    order_type: type,
    type,
    side: order.side,
    time_in_force: wire["time_in_force"] ?? "day",
    limit_price: text(order.limitPrice),
    stop_price: text(order.triggerPrice),
    status: statusOf(order),
    extended_hours: false,
    trail_percent: null,
    trail_price: null,
    hwm: null,
  };
}

/** Returns the same made-up identity for a symbol every time. */
export function assetId(symbol: string): string {
  const hex = Buffer.from(symbol.padEnd(6, "_")).toString("hex").slice(0, 12);
  return `00000000-0000-4000-8000-${hex}`;
}
