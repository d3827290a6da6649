import { csvText } from "@/graph-runtime/core/csv-text.ts";
import type { ApiOutput } from "../trpc/context.ts";

export type Trail = ApiOutput["runs"]["trail"];

const header = [
  ...["order", "client id", "symbol", "side", "type", "role", "quantity", "limit", "stop", "strategy", "version"],
  ...["semantic hash", "account", "started by", "event", "rule", "reason", "values", "denied", "broker ids"],
  ...["at", "what", "source", "filled quantity", "price", "fee", "audit hash"],
];

/** Returns the trail as CSV: a line for each state and each fill of each order, in rising order of time. */
export function trailCsv({ run, orders }: Trail): string {
  return csvText(
    header,
    orders.flatMap((order) => {
      const { rule } = order;
      const about = [
        ...[order.number, order.clientOrderId, order.symbol, order.side, order.type, order.role, order.quantity],
        ...[order.limitPrice, order.stopPrice, run.strategy, run.version, run.semanticHash, run.account, run.startedBy],
        ...[order.sequence, rule.nodeId, rule.reason, JSON.stringify(rule.values), order.deniedReason],
        order.brokerIds.join(" "),
      ];
      const states = order.states.map(({ at, status, source, hash }) => ({
        at,
        cells: [at, status, source, null, null, null, hash],
      }));
      const fills = order.fills.map(({ at, quantity, price, fee }) => ({
        at,
        cells: [at, "fill", "run", quantity, price, fee, null],
      }));
      const lines = [...states, ...fills].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
      return lines.map(({ cells }) => [...about, ...cells]);
    }),
  );
}

/** Joins the pages of a trail. */
export function joinTrail(pages: readonly Trail[]): Trail | null {
  const [first] = pages;
  if (first === undefined) return null;
  return { ...first, orders: pages.flatMap((page) => page.orders), nextCursor: pages.at(-1)?.nextCursor ?? null };
}
