import { expect, test } from "vitest";
import { DAY, parseIso } from "../../core/time.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { combineCurves } from "./combine-curves.ts";
import { portfolioReport } from "./portfolio-report.ts";

const first = parseIso("2024-01-01") ?? Number.NaN;
const curve = (equity: readonly number[]) => ({
  time: Float64Array.from(equity, (_, at) => first + at * DAY),
  equity: Float64Array.from(equity),
});
const settings = {
  timeframe: "1d",
  currency: "USD",
  capital: 1,
  execution: {
    fill: "next-open",
    intrabar: "pessimistic",
    limitPenetrationTicks: 1,
    cashBufferPercent: 0,
    sizeAt: "decision",
    beyondBuyingPower: "deny",
    account: "margin",
  },
  costs: { model: "none" },
  slippage: { model: "none" },
};
const combined = combineCurves([curve([100, 110, 99, 99, 108.9]), curve([100, 90, 81, 89.1, 89.1])], {
  capital: 1_000,
  weights: [0.5, 0.5],
  method: "given",
  schedule: "never",
  corridor: 0,
});
const report = portfolioReport(combined, { capital: 1_000, instruments: [shareInstrument("A")], settings });
const value = (id: string) => report.statistics.find((one) => one.id === id)?.value;

test("figures of the basket are those of its own equity", () => {
  // 500 + 500, 550 + 450, 495 + 405, 495 + 445.5, 544.5 + 445.5
  expect(Array.from(report.equity, (money) => Math.round(money * 100) / 100)).toEqual([1_000, 1_000, 900, 940.5, 990]);
  expect(value("total-return")).toBeCloseTo(-0.01, 12);
  expect(value("max-drawdown")).toBeCloseTo(0.1, 12);
  expect(value("worst-session")).toBeCloseTo(-0.1, 12);
  expect(report.statistics.some((one) => one.group === "trades")).toBe(false);
});

test("the worst joint day names what each member did on it", () => {
  expect(report.worstDays).toHaveLength(1);
  const [worst] = report.worstDays;
  expect(worst?.day).toBe(first + 2 * DAY);
  expect(worst?.members.map((part) => Math.round(part * 1e9) / 1e9)).toEqual([-0.1, -0.1]);
  expect(report.lossDays).toBe(1);
});

test("correlation is 1 with itself and symmetric", () => {
  expect(report.correlation[0]?.[0]).toBeCloseTo(1, 12);
  expect(report.correlation[0]?.[1]).toBe(report.correlation[1]?.[0]);
});
