import { z } from "zod";
import { hoursAround, placeIn } from "@/graph-runtime/risk/run-schedule.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { DecisionRow, FillRow, MarkRow, OrderRow } from "../../db/repositories/run-reads.ts";
import type { RunRow } from "../../db/repositories/runs.ts";
import type { DecisionDto, FillDto, MarkDto, OrderDto, RunDto, RunLineDto } from "./dto.ts";

const StoredPositions = z.array(
  z.object({ lane: z.int(), quantity: z.number(), averagePrice: z.number(), lastPrice: z.number() }),
);
const StoredValues = z.record(z.string(), z.number().nullable());

export function toMarkDto({ positions, time, ...mark }: MarkRow, symbols: readonly string[]): MarkDto {
  return {
    sequence: mark.sequence,
    time: time.toISOString(),
    equity: Number(mark.equity),
    cash: Number(mark.cash),
    unrealised: Number(mark.unrealised),
    realised: Number(mark.realised),
    fees: Number(mark.fees),
    positions: StoredPositions.parse(positions).map(({ lane, ...position }) => ({
      symbol: symbols[lane] ?? "",
      ...position,
    })),
  };
}

export function toDecisionDto(row: DecisionRow): DecisionDto {
  return { ...row, time: row.time.toISOString(), values: StoredValues.parse(row.values) };
}

export function toLineDto(run: RunRow, mark: MarkRow | null): RunLineDto {
  return {
    id: run.id,
    status: run.status,
    statusReason: run.statusReason,
    strategyName: run.strategyName,
    versionNumber: run.versionNumber,
    subscriptionId: run.subscriptionId,
    listingTitle: run.listingTitle,
    mode: run.mode,
    account: run.account && { ...run.account, broker: brokerOf(run.account.broker).title },
    symbol: run.symbols[0] ?? "",
    symbols: [...run.symbols],
    feed: {
      id: run.feedId,
      kind: run.feedKind,
      synthetic: run.feedKind === "synthetic",
      barMilliseconds: run.barMilliseconds,
    },
    capital: Number(run.capital),
    schedule: run.schedule,
    mark: mark === null ? null : toMarkDto(mark, run.symbols),
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    stoppedAt: run.stoppedAt?.toISOString() ?? null,
  };
}

/** Returns the hours of a run at a moment, or the next ones. */
export function toHours({ schedule }: Pick<RunRow, "schedule">, now: number): RunDto["hours"] {
  const around = schedule === null ? null : hoursAround(schedule, now);
  if (schedule === null || around === null) return null;
  const { isOpen } = placeIn(schedule, around, now);
  // while positions are squared off, the next hours are those that matter
  const hours = !isOpen && around.from <= now ? hoursAround(schedule, around.to) : around;
  if (hours === null) return null;
  const to = Number.isFinite(hours.to) ? new Date(hours.to).toISOString() : null;
  return { isOpen, from: new Date(hours.from).toISOString(), to };
}

export function toOrderDto({ lane: _, ...row }: OrderRow): z.infer<typeof OrderDto> {
  return {
    ...row,
    quantity: Number(row.quantity),
    limitPrice: row.limitPrice === null ? null : Number(row.limitPrice),
    stopPrice: row.stopPrice === null ? null : Number(row.stopPrice),
    filledQuantity: Number(row.filledQuantity),
    averagePrice: row.averagePrice === null ? null : Number(row.averagePrice),
    placedAt: row.placedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toFillDto(row: FillRow): z.infer<typeof FillDto> {
  return {
    ...row,
    quantity: Number(row.quantity),
    price: Number(row.price),
    fee: Number(row.fee),
    time: row.time.toISOString(),
  };
}
