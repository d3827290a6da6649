import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { shareInstrument } from "../market/instrument.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { donchianBreakout } from "../templates/donchian-breakout.ts";
import { rsiReversion } from "../templates/rsi-reversion.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { buildReport } from "./report.ts";

describe("reports of real backtests", () => {
  test.each([smaCross, rsiReversion, donchianBreakout].map((template) => [template.id, template] as const))(
    "%s: trades explain the equity to the cent",
    (_, template) => {
      const { program } = compile(template.document);
      if (program === null) throw new Error(`${template.id} does not compile`);
      const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 11, length: 3_000 }) }];
      const result = runBacktest({ program, lanes });
      const { trades, statistics, attribution, critique } = buildReport({ result, lanes });
      const value = (id: string): number => statistics.find((statistic) => statistic.id === id)?.value ?? Number.NaN;
      const end = result.equity[result.equity.length - 1] as number;
      expect(trades.length).toBeGreaterThan(3);
      expect(trades.reduce((sum, trade) => sum + trade.profit, 0)).toBeCloseTo(end - result.settings.capital, 4);
      expect(trades.reduce((sum, trade) => sum + trade.fees, 0)).toBeCloseTo(
        result.fills.reduce((sum, fill) => sum + fill.fee, 0),
        6,
      );
      expect(value("net-profit")).toBeCloseTo(end - result.settings.capital, 6);
      const closed = trades.filter((trade) => !trade.open);
      for (const table of attribution) {
        const total = closed.reduce((sum, trade) => sum + trade.profit, 0);
        expect(
          table.rows.reduce((sum, row) => sum + row.profit, 0),
          table.dimension,
        ).toBeCloseTo(total, 4);
      }
      for (const trade of trades) {
        expect(trade.mae).toBeLessThanOrEqual(Math.min(0, trade.grossProfit) + 1e-9);
        expect(trade.mfe).toBeGreaterThanOrEqual(Math.max(0, trade.grossProfit) - 1e-9);
        if (trade.rMultiple !== null) expect(trade.risk).toBeGreaterThan(0);
      }
      expect(critique.every((finding) => !/NaN|undefined|Infinity/.test(finding.message))).toBe(true);
    },
  );
});
