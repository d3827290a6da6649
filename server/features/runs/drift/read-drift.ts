import { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { findFeed } from "../../../db/repositories/feeds.ts";
import { type ComparedOrder, listDriftRows, readTwinWork } from "../../../db/repositories/run-drift.ts";
import { readRunDocument } from "../../../db/repositories/runs.ts";
import { AppError } from "../../../errors/app-error.ts";

import { TransferPayload } from "../../../live/inbox-payload.ts";
import { openSource } from "../../../live/open-source.ts";
import { redactReason, SEALED_NODE } from "../../../live/redact-sealed.ts";
import type { Context } from "../../../trpc/context.ts";
import { requireRun } from "../service.ts";
import { compareEquity } from "./compare-equity.ts";
import { compareOrders } from "./compare-orders.ts";
import type { DriftDto } from "./drift-dto.ts";
import { playTwin } from "./play-twin.ts";

/** Bars of a run that are played again while somebody waits. */
const mostBars = 20_000;
const mostDifferences = 100;
/** Orders that are decided so many bars apart are taken for the same. */
const barsApart = 2;

/** Returns how a run differs from a backtest of its version over the bars that it was given. */
export async function readDrift(context: Context, id: string): Promise<DriftDto> {
  const { db } = context;
  const { feedId } = await requireRun(context, id);
  const run = await readTwinWork(db, id);
  const { sealed: isSealed } = run;
  const { first, last, orders, marks, decisions, signals, transfers, gaps } = await listDriftRows(db, id);
  const feed = await findFeed(db, feedId);
  if (first === null || last === null || feed === null) return { ...nothing, isSealed };
  if (last - first >= mostBars) {
    const message = `This run has more than ${mostBars} bars, too many to be played again here. Backtest its version instead.`;
    throw new AppError("not-possible-now", { message });
  }
  const [document, source] = await Promise.all([readRunDocument(db, run.strategyVersionId), openSource(db, feed)]);
  const heard = signals.map((payload) => OutsideSignal.parse(payload));
  const moved = transfers.map((payload) => TransferPayload.parse(payload));
  const begun = { ...run, capital: moved.reduce((capital, { amount }) => capital - amount, run.capital) };
  const twin = await playTwin({ run: begun, document, source, first, last, signals: heard, transfers: moved });
  if (twin === null) return { ...nothing, isSealed };
  const known = twin.times.flatMap((time, index) => {
    const ours = marks.get(time);
    return ours === undefined ? [] : [{ ours, theirs: twin.equity[index] ?? Number.NaN }];
  });
  const {
    correlation,
    difference: exact,
    trackingError,
  } = compareEquity(
    known.map(({ ours }) => ours),
    known.map(({ theirs }) => theirs),
  );
  // stored equity has ten decimals, and that of the backtest all of them; minus nothing is nothing
  const difference = exact === null ? null : Math.round(exact * 1e8) / 1e8 || 0;
  const theirs = twin.orders.map(
    (order): ComparedOrder => ({
      ...order,
      number: order.id,
      time: order.createdTime,
      symbol: run.symbols[order.lane] ?? "",
      filled: order.filledQuantity,
      price: order.filledQuantity > 0 ? order.averagePrice : null,
      refused: order.deniedReason,
      ...(isSealed ? { nodeId: SEALED_NODE, refused: order.deniedReason && redactReason(order.deniedReason) } : {}),
    }),
  );
  const missed = gaps.map(({ from, to }) => ({ from: source.timeOf(from), to: source.timeOf(to) }));
  const saidAt = (time: number): string | null =>
    missed.some(({ from, to }) => time >= from && time <= to) ? gapReason : (decisions.get(time) ?? null);
  const within = barsApart * source.barMilliseconds;
  const compared = compareOrders({ run: orders, twin: theirs, within, saidAt });
  const shown = isSealed ? compared.differences.filter((one) => one.run !== null) : compared.differences;
  return {
    bars: known.length,
    from: new Date(source.timeOf(first)).toISOString(),
    correlation,
    trackingDifference: difference,
    trackingDifferencePercent: difference === null ? null : (difference / begun.capital) * 100,
    trackingErrorPercent: trackingError === null ? null : trackingError * 100,
    runOrders: orders.length,
    twinOrders: theirs.length,
    same: compared.same,
    isSealed,
    differences: shown.slice(-mostDifferences).reverse(),
  };
}

const gapReason = "The bar was missed while no worker ran: nothing was decided on it.";

const nothing: DriftDto = {
  bars: 0,
  from: null,
  correlation: null,
  trackingDifference: null,
  trackingDifferencePercent: null,
  trackingErrorPercent: null,
  runOrders: 0,
  twinOrders: 0,
  same: 0,
  isSealed: false,
  differences: [],
};
