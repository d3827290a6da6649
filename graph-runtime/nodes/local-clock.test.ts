import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { DAY, HOUR, isoUtc, MINUTE } from "../core/time.ts";
import { shareInstrument } from "../market/instrument.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { localDayClock } from "./local-clock.ts";
import { registry } from "./registry.ts";
import { runNode } from "./run-node.ts";

/** 02:00 UTC on the 16th of January and of July 2024. */
const winter = 1_705_370_400_000;
const summer = 1_721_095_200_000;
const exchange = { clock: "exchange", offset: 0 } as const;
const dateAt = (calendar: "new-york" | "india", barLength: number, time: number): string => {
  const instrument = shareInstrument("TEST", { calendar: CALENDARS[calendar] });
  return isoUtc(localDayClock(exchange, { instrument, barLength })(time)).slice(0, 16);
};
const CALENDARS = { "new-york": "us-equity", india: "india" } as const;

describe("the clock that days are counted by", () => {
  test("is that of the exchange, in winter and in summer", () => {
    expect(dateAt("new-york", HOUR, winter)).toBe("2024-01-15T21:00");
    expect(dateAt("new-york", HOUR, summer)).toBe("2024-07-15T22:00");
    expect(dateAt("india", MINUTE, winter)).toBe("2024-01-16T07:30");
  });

  test("leaves the bar of a whole day its date, which the exchange gave it", () => {
    expect(dateAt("new-york", DAY, winter - 2 * HOUR)).toBe("2024-01-16T00:00");
  });

  test("begins the day of an opening range at midnight in New York, whatever the season", () => {
    const definition = registry.get("value.opening-range")!;
    for (const [night, open] of [
      [winter, 14.5],
      [summer, 13.5],
    ] as const) {
      // the evening of one day in New York lies on the next one in UTC
      const times = [0, 6 * HOUR, 12 * HOUR, 18 * HOUR, 24 * HOUR].map((ago) => night + (open - 2) * HOUR + ago);
      const column = (values: readonly number[]) => Float64Array.from(values);
      const series = { time: column(times), high: column([1, 2, 3, 4, 5]), low: column([1, 2, 3, 4, 5]) };
      const params = (clock: string) => definition.params.parse({ minutes: 30, clock });
      expect([...runNode(definition, { params: params("exchange"), series }).outputs["high"]!]).toEqual([
        Number.NaN,
        Number.NaN,
        Number.NaN,
        4,
        4,
      ]);
      expect([...runNode(definition, { params: params("fixed"), series }).outputs["high"]!]).toEqual([
        Number.NaN,
        Number.NaN,
        3,
        3,
        3,
      ]);
    }
  });
});

test("days to expiry are each contract's own: the portfolio is told to bring them together", () => {
  const document = smallGraph(
    {
      left: { kind: "time.days-to-expiry" },
      near: { kind: "compare.compare", params: { relation: "below", level: 5 } },
      even: { kind: "portfolio.weights-equal" },
      trade: { kind: "portfolio.rebalance" },
    },
    ["left.days > near.a", "even.weights > trade.weights", "near.result > trade.when"],
    { universe: ["A", "B"] },
  );
  const { diagnostics } = compile(document);
  expect(diagnostics).toMatchObject([{ code: "domain.mixed", nodeId: "trade", portId: "when" }]);
  expect(diagnostics[0]!.fixes).toHaveLength(1);
});
