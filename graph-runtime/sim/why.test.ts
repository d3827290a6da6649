import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { shareInstrument } from "../market/instrument.ts";
import { rsiReversion } from "../templates/rsi-reversion.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { runBacktest } from "./run-backtest.ts";
import { why } from "./why.ts";

const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 3, length: 1_500 }) }];

describe("why", () => {
  const { program } = compile(smaCross.document, { keep: "all" });
  if (!program) throw new Error("the template does not compile");
  const result = runBacktest({ program, lanes });

  test("shows the mean of the last ten closes where the strategy reads it", () => {
    const answer = why({ program, lanes, bar: 100 });
    const closes = [...lanes[0]!.bars.close.slice(91, 101)];
    expect(answer?.values["fast.value"]).toBeCloseTo(closes.reduce((sum, close) => sum + close, 0) / 10, 10);
  });

  test("says that an order fired on the bar that created it, and what it did there", () => {
    const order = result.orders[4]!;
    const answer = why({ program, lanes, bar: order.createdBar });
    expect(answer?.orders.find((reading) => reading.nodeId === order.nodeId)?.code).toBe("fired");
    expect(answer?.created).toHaveLength(1);
  });

  test("knows the equity of the backtest at every bar it is asked for", () => {
    for (const bar of [0, 31, 500, 1_023, 1_024, 1_499])
      expect(why({ program, lanes, bar })?.equity).toBe(result.equity[bar]);
  });

  test("names the condition that held an order back", () => {
    const { program: filtered } = compile(rsiReversion.document);
    const answer = why({ program: filtered!, lanes, bar: 250 });
    const buy = answer?.orders.find((reading) => reading.nodeId === "buy");
    expect(buy?.code).toBe("trigger-false");
    expect(["uptrend", "dip"]).toContain(buy?.heldBackBy?.nodeId);
    expect(answer?.values[`${buy?.heldBackBy?.nodeId}.result`]).toBe(0);
  });

  test("has no answer for a bar outside the data", () => {
    expect(why({ program, lanes, bar: 1_500 })).toBeNull();
    expect(why({ program, lanes, bar: -1 })).toBeNull();
  });
});
