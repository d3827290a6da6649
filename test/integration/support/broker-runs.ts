import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import type { Database } from "@/server/db/client.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import type { Context } from "@/server/trpc/context.ts";
import type { SimulatorControl } from "../../conformance/brokers/simulator-control.ts";
import { type Desk, openDesk } from "./broker-desk.ts";

/**
 * Enters on each cross of a short average, with a stop and a target, and leaves on the way back: orders every few bars. `moves` has the
 * stop go to the entry's price as soon as it has moved a little.
 */
export function busyDocument({ name = "Busy", length = 4, moves = false } = {}): GraphDocument {
  const graph = smallGraph(
    {
      price: { kind: "market.bars" },
      mean: { kind: "indicator.sma", params: { length } },
      up: { kind: "compare.crossover" },
      buy: { kind: "order.enter", params: { amount: 7, unit: "units" } },
      stop: { kind: "exit.stop-loss", params: { distance: 0.6, unit: "percent" } },
      target: { kind: "exit.take-profit", params: { distance: 0.3, unit: "percent" } },
      ...(moves ? { cost: { kind: "exit.stop-to-cost", params: { after: 0.02, unit: "percent" } } } : {}),
      down: { kind: "compare.crossover", params: { direction: "below" } },
      leave: { kind: "order.exit" },
    },
    [
      "price.close > mean.source",
      "price.close > up.a",
      "mean.value > up.b",
      "up.crossed > buy.when",
      "price.close > down.a",
      "mean.value > down.b",
      "down.crossed > leave.when",
    ],
    { name },
  );
  const { document, diagnostics } = readDocument(graph);
  if (!document) throw new Error(JSON.stringify(diagnostics));
  return document;
}

/** Opens the computed market that runs follow. */
export async function openMarket(db: Database, barMilliseconds: number): Promise<void> {
  const feed = { id: "synthetic", kind: "synthetic", seed: 42, timeframe: "1s", datasetId: null } as const;
  await ensureFeed(db, { ...feed, barMilliseconds, startedAt: new Date(), lastBarIndex: null });
}

export type BrokerRun = { readonly runId: string; readonly desk: Desk };

/** Starts a run on a newly linked account of a simulated broker. Open the market first: the broker's prices follow it. */
export async function startBrokerRun(
  context: Context,
  control: SimulatorControl,
  { broker, document = busyDocument() }: { readonly broker: "zerodha" | "alpaca"; readonly document?: GraphDocument },
): Promise<BrokerRun> {
  const desk = await openDesk(context, control, broker);
  const { id: strategyId } = await createStrategy(context, { document });
  const product = broker === "zerodha" ? "intraday" : "delivery";
  const account = { id: desk.id, product } as const;
  const { runId } = await startRun(context, { strategyId, symbol: "SYN-A", capital: 50_000, account });
  return { runId, desk };
}

/** The ids of ours that an order of the journal carries: a target that was placed with its stop has those of both. */
const idsIn = (clientId: string | null): readonly string[] => (clientId ?? "").split(".");

/** What the simulator's journal says of an account, against what the run and the account have stored. */
export async function compareBooks(db: Database, control: SimulatorControl, { runId, desk }: BrokerRun) {
  const journal = await control.journalOf(desk.simulatedId, desk.broker);
  const refused = (await control.journal()).flatMap((event) =>
    event.kind === "order-refused" && event.account === desk.simulatedId && event.broker === desk.broker
      ? idsIn(event.clientId)
      : [],
  );
  const clientIds: string[] = [];
  const idsOfGroup = new Map<string, readonly string[]>();
  const filled = new Map<string, number>();
  let net = 0;
  const sideOf = new Map<string, 1 | -1>();
  const changed = new Set<string>();
  for (const event of journal) {
    if (event.kind === "order-placed") {
      sideOf.set(event.order, event.draft.side === "buy" ? 1 : -1);
      const { link, clientId } = event.draft;
      if (link?.isLeg === false && !idsOfGroup.has(link.group)) idsOfGroup.set(link.group, idsIn(clientId));
      // what was placed beside an order has a name of the broker's own
      const own = link?.isLeg === true ? idsOfGroup.get(link.group)?.[1] : idsIn(clientId)[0];
      if (event.replaces === null) clientIds.push(own ?? "");
      else changed.add(event.order);
    }
    if (event.kind === "order-changed" && (event.change.triggerPrice ?? event.change.limitPrice) !== null)
      changed.add(event.order);
    if (event.kind !== "order-filled") continue;
    net += (sideOf.get(event.order) ?? 0) * event.quantity;
    filled.set(event.order, (filled.get(event.order) ?? 0) + event.quantity);
  }
  const traded = [...filled.values()].reduce((sum, quantity) => sum + quantity, 0);
  const rows = await db.brokerOrder.findMany({ where: { accountId: desk.id } });
  const sent = rows.filter((row) => row.reason !== "cancelled before it was sent").map((row) => row.clientOrderId);
  const fills = await db.fill.findMany({ where: { runId } });
  const booked = fills.map((fill) => ({ sign: fill.side === "buy" ? 1 : -1, quantity: fill.quantity.toNumber() }));
  return {
    /** Orders of the journal, and those among them that were placed twice under one id. */
    placed: clientIds.length,
    doubled: clientIds.length - new Set(clientIds).size,
    /** Orders that we count as sent and that the broker never had, and the other way round. */
    lost: sent.filter((id) => !clientIds.includes(id) && !refused.includes(id)),
    /** Stops and targets that rested there as one. */
    pairs: idsOfGroup.size,
    changes: changed.size,
    strange: clientIds.filter((id) => !rows.some((row) => row.clientOrderId === id)),
    traded,
    net,
    bookedTraded: booked.reduce((sum, { quantity }) => sum + quantity, 0),
    bookedNet: booked.reduce((sum, { sign, quantity }) => sum + sign * quantity, 0),
    accountTraded: rows.reduce((sum, row) => sum + row.filledQuantity.toNumber(), 0),
    /** Orders whose fate nobody knows. */
    open: rows.filter((row) => !["filled", "cancelled", "expired", "rejected"].includes(row.status)).length,
  };
}
