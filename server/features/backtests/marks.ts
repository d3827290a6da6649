import { periodFigures } from "@/graph-runtime/analytics/summary/period-figures.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { recordForTeam } from "../../audit/record.ts";
import { markBacktest } from "../../db/repositories/backtests.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { describeSnapshot } from "../datasets/service.ts";
import { type BacktestParts, BacktestSummary, type MarkBacktest } from "./dto.ts";
import { type Reader, requireBacktest } from "./result-access.ts";
import { readSeries, tradeColumns } from "./result-columns.ts";

/** Writes a note, tags or the border of the held-out part on a result. */
export async function markResult(context: Context, { id, note, tags, outOfSampleFrom }: MarkBacktest): Promise<void> {
  const { db, team } = context;
  const marks = {
    ...(note === undefined ? {} : { note: note === "" ? null : note }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
    ...(outOfSampleFrom === undefined
      ? {}
      : { outOfSampleFrom: outOfSampleFrom === null ? null : new Date(outOfSampleFrom) }),
  };
  await db.$transaction(async (tx) => {
    if (!(await markBacktest(tx, { teamId: team.id, id }, marks)))
      throw new AppError("not-found", { what: "backtest", id });
    await recordForTeam(tx, context, "backtest.marked", { backtestId: id, fields: Object.keys(marks) });
  });
}

/** Returns the figures before and after the border that is set on a result; null where none is set. */
export async function partsOf(reader: Reader, id: string): Promise<BacktestParts | null> {
  const row = await requireBacktest(reader, id);
  const settings = row.summary === null ? undefined : BacktestSummary.parse(row.summary).settings;
  if (row.outOfSampleFrom === null || settings === undefined) return null;
  const [{ time, equity }, trades, dataset] = await Promise.all([
    readSeries(reader, id),
    tradeColumns(reader, id),
    describeSnapshot(reader.db, row.datasetId, row.snapshotId),
  ]);
  const from = row.outOfSampleFrom.getTime();
  const border = time.findIndex((instant) => instant >= from);
  const at = border < 0 ? time.length : border;
  const whole = {
    time,
    equity,
    trades: readTradeBundle(decodeBundle(trades)),
    calendar: dataset.instrument.calendar,
    capital: settings.capital,
  };
  return {
    from: row.outOfSampleFrom.toISOString(),
    inSample: periodFigures({ ...whole, from: 0, to: at }),
    outOfSample: periodFigures({ ...whole, from: at, to: time.length }),
  };
}
