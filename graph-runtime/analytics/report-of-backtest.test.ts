import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { type Column, decodeBundle, encodeBundle } from "../core/column-bundle.ts";
import { shareInstrument } from "../market/instrument.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { donchianBreakout } from "../templates/donchian-breakout.ts";
import { rsiReversion } from "../templates/rsi-reversion.ts";
import { smaCross } from "../templates/sma-cross.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { buildReport } from "./report.ts";
import { periodFigures } from "./summary/period-figures.ts";
import { readTradeBundle, tradeBundle } from "./trades/trade-bundle.ts";
import { tradeAt } from "./trades/trade-objects.ts";

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

  test.each([smaCross, donchianBreakout].map((template) => [template.id, template] as const))(
    "%s: trades that were sent as columns are the same trades, and the parts of a run add up to it",
    (_, template) => {
      const { program } = compile(template.document);
      if (program === null) throw new Error(`${template.id} does not compile`);
      const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 11, length: 3_000 }) }];
      const result = runBacktest({ program, lanes });
      const { trades, tradeTable, statistics } = buildReport({ result, lanes });
      const bundle = tradeBundle(tradeTable, lanes);
      const sent = readTradeBundle(decodeBundle(encodeBundle(bundle)));
      expect(Array.from(trades, (_trade, row) => tradeAt(sent, row, sent.symbol(row)))).toEqual(trades);
      // Kept by a version before: every column in full, and no word of how many rows there are.
      const { rows: _rows, ...meta } = bundle.meta as { readonly rows: number };
      const full = Object.entries(bundle.columns).map(([name, column]) => [name, inFull(column, trades.length)]);
      const old = readTradeBundle({ meta, columns: Object.fromEntries(full) });
      expect(Array.from(trades, (_trade, row) => tradeAt(old, row, old.symbol(row)))).toEqual(trades);

      const { time, equity, settings } = result;
      const part = (from: number, to: number) =>
        periodFigures({ time, equity, trades: sent, calendar: "us-equity", capital: settings.capital, from, to });
      const whole = part(0, time.length);
      for (const [id, value] of Object.entries(whole)) {
        const own = statistics.find((statistic) => statistic.id === id)?.value ?? null;
        if (value === null || own === null) expect([id, value]).toEqual([id, own]);
        else expect(value, id).toBeCloseTo(own, 9);
      }
      const [first, second] = [part(0, 2_100), part(2_100, time.length)];
      expect(first["net-profit"]! + second["net-profit"]!).toBeCloseTo(whole["net-profit"]!, 6);
      expect(first["trade-count"]! + second["trade-count"]!).toBe(whole["trade-count"]);
      expect((1 + first["total-return"]!) * (1 + second["total-return"]!)).toBeCloseTo(1 + whole["total-return"]!, 9);
    },
  );
});

function inFull(column: Column, rows: number): Column {
  return column.length === rows ? column : new Float64Array(rows).fill(column[0]!);
}
