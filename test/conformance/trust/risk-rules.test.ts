import { describe, expect, test } from "vitest";
import { buy, close, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

const flat = [100, 100, 100, 100];
const limited = (risk: Record<string, number>) => ({ settings: { risk } });

describe("risk rules stand between an intent and its order", () => {
  test.each([
    ["maxOrderPercent", { maxOrderPercent: 5 }, "above 5 % of equity"],
    ["maxPositionPercent", { maxPositionPercent: 5 }, "the position would be worth 10000.00"],
    ["maxGrossPercent", { maxGrossPercent: 5 }, "all positions would be worth 10000.00"],
  ])("%s denies an entry with the reason", (_, risk, reason) => {
    const result = runScript({ bars: [flat, flat], asks: { 0: [buy({ type: "market" }, 100)] }, ...limited(risk) });
    expect(result.orders[0]?.status).toBe("denied");
    expect(result.orders[0]?.deniedReason).toContain(reason);
  });

  test("a position that is there counts towards its limit", () => {
    const asks = { 0: [buy({ type: "market" }, 30)], 1: [buy({ type: "market" }, 30)] };
    const result = runScript({ bars: [flat, flat, flat], asks, ...limited({ maxPositionPercent: 5 }) });
    expect(result.orders.map((order) => order.status)).toEqual(["filled", "denied"]);
  });

  test("a session's loss ends its entries, and the next session begins anew", () => {
    const bars = [flat, flat, [90, 90, 90, 90], [90, 90, 90, 90], [90, 90, 90, 90]];
    const asks = { 0: [buy({ type: "market" }, 500)], 2: [buy()], 3: [buy()] };
    const result = runScript({ bars, asks, ...limited({ maxSessionLossPercent: 4 }) });
    expect(result.orders.map((order) => order.status)).toEqual(["filled", "denied", "filled"]);
    expect(result.orders[1]?.deniedReason).toContain("the session has lost 5.00 %");
  });

  test("a drawdown ends all entries, but never an exit", () => {
    const bars = [flat, flat, [80, 80, 80, 80], [80, 80, 80, 80]];
    const asks = { 0: [buy({ type: "market" }, 600)], 2: [buy(), close()] };
    const result = runScript({ bars, asks, ...limited({ maxDrawdownPercent: 10 }) });
    expect(result.orders.map((order) => order.status)).toEqual(["filled", "denied", "filled"]);
    expect(fillLines(result)[1]).toBe("3 sell 600 at 80");
  });

  test("without limits nothing is asked", () => {
    expect(runScript({ bars: [flat, flat], asks: { 0: [buy({ type: "market" }, 900)] } }).fills).toHaveLength(1);
  });
});
