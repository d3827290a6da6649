import { setImmediate as breathe } from "node:timers/promises";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { createStepper, type LiveOrder } from "@/graph-runtime/engine/stepper.ts";
import type { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { simulatedVenue } from "@/graph-runtime/sim/simulated-venue.ts";
import type { RunWork } from "../../../db/repositories/runs.ts";
import type { FeedSource } from "../../../live/feed-source.ts";
import type { TransferPayload } from "../../../live/inbox-payload.ts";
import { barsToWarmUp, setupOf } from "../../../live/run-setup.ts";

/** Bars stepped before others get their turn. */
const stretch = 500;

export type TwinInput = {
  readonly run: Pick<RunWork, "id" | "symbols" | "account" | "capital">;
  readonly document: unknown;
  readonly source: FeedSource;
  /** The first and the last bar that the run was given. */
  readonly first: number;
  readonly last: number;
  /** What came in from outside, in rising order of time. */
  readonly signals: readonly OutsideSignal[];
  /** Money that was moved in or out, each after the bar whose time it has. */
  readonly transfers: readonly Pick<TransferPayload, "time" | "amount">[];
};

export type Twin = {
  /** Open time of each bar, and equity at its close. */
  readonly times: readonly number[];
  readonly equity: readonly number[];
  readonly orders: readonly LiveOrder[];
};

/** Plays the program of a run over all its bars again, filled by the simulated venue, with nobody's commands, limits or hours around it. */
export async function playTwin(input: TwinInput): Promise<Twin | null> {
  const { run, document, source, first, last, signals, transfers } = input;
  const { program } = compile(document);
  if (program === null) return null;
  const { dealt, lanes, names, references, settings } = setupOf(run, program, source);
  const venue = simulatedVenue(settings);
  const stepper = createStepper({ program, lanes, names, references, settings, venue, runId: run.id });
  const count = barsToWarmUp(program);
  stepper.warmUp(await Promise.all(dealt.map(({ symbol }) => source.history(symbol, first, count))));
  const times: number[] = [];
  const equity: number[] = [];
  const orders = new Map<number, LiveOrder>();
  let sequence = 0;
  let heard = 0;
  for (const [at, { time, bars: tuples }] of (await source.barsBetween(first, last)).entries()) {
    if (at % stretch === stretch - 1) await breathe();
    for (; (signals[heard]?.time ?? Number.POSITIVE_INFINITY) < time + source.barMilliseconds; heard += 1) {
      const signal = signals[heard];
      if (signal !== undefined) stepper.step({ kind: "signal", sequence: ++sequence, signal });
    }
    const bars = dealt.map(({ symbol }) => {
      const tuple = tuples[symbol];
      if (tuple === undefined) return null;
      const [open, high, low, close, volume] = tuple;
      return { open, high, low, close, volume };
    });
    let outcome = stepper.step({ kind: "bar", sequence: ++sequence, time, bars });
    for (const order of outcome.orders) orders.set(order.id, { ...order });
    for (const { amount } of transfers.filter((one) => one.time === time)) {
      outcome = stepper.step({ kind: "transfer", sequence: ++sequence, amount });
    }
    times.push(time);
    equity.push(outcome.mark.equity);
  }
  return { times, equity, orders: [...orders.values()] };
}
