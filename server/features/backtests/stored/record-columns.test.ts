import { expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { decodeRecords, encodeRecords, type Row } from "./record-columns.ts";

const { program } = compile(smaCross.document);
const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 4, length: 3_000 }) }];
const { orders, fills, orderLog, fillLog } = runBacktest({ program: program!, lanes });
const logOf = (rows: readonly Row[]) => ({ count: rows.length, record: (row: number) => rows[row]! });
const asJson = JSON.stringify({ orders, fills });

test("orders and fills come back as JSON would give them, field for field and in their order, in less room", () => {
  expect(fills.length).toBeGreaterThan(20);
  const body = encodeRecords({ orders: orderLog, fills: fillLog });
  expect(JSON.stringify(decodeRecords(body))).toBe(asJson);
  expect(body.length).toBeLessThan(asJson.length / 2);
});

test("what a run denied keeps its reason, and what JSON cannot write is unknown", () => {
  const row = { id: 7, price: Number.POSITIVE_INFINITY, limit: null, reason: null as string | null };
  const rows = [row, { ...row, id: 8, limit: 1.25, reason: "" }, { ...row, id: 10, reason: "Größe ✓" }];
  const back = decodeRecords(encodeRecords({ orders: logOf(rows), fills: logOf([]) }));
  expect(back).toEqual(JSON.parse(JSON.stringify({ orders: rows, fills: [] })));
});

test("orders and fills that a version before kept as JSON are read still", () => {
  expect(decodeRecords(new TextEncoder().encode(asJson))).toEqual(JSON.parse(asJson));
});
