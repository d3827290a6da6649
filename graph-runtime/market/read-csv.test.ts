import { describe, expect, test } from "vitest";
import { readBarsCsv } from "./read-csv.ts";

describe("reading bars from CSV", () => {
  test("reads any case, any order, a byte order mark, carriage returns and further columns", () => {
    const { bars, diagnostics, ignoredColumns } = readBarsCsv(
      "\uFEFFTime,Volume,Close,Adj Close,Low,High,Open\r\n1704153600,5,11,10.9,9,12,10\r\n",
    );
    expect(diagnostics).toEqual([]);
    expect(bars.time[0]).toBe(1_704_153_600_000);
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([10, 12, 9, 11, 5]);
    expect(ignoredColumns).toEqual(["Adj Close"]);
  });

  test("takes a first column without a name as the time, and a missing volume as zero", () => {
    const { bars, diagnostics } = readBarsCsv(",Open,High,Low,Close\n2004-08-19,100,104.06,95.96,100.34\n");
    expect(diagnostics).toEqual([]);
    expect([bars.time[0], bars.volume[0]]).toEqual([1_092_873_600_000, 0]);
  });

  test("reads seconds, milliseconds, compact dates and offsets as the same kind of instant", () => {
    const rows = ["20240102", "1704240000", "1704326400000", "2024-01-05T02:00:00+02:00"].map(
      (time) => `${time},1,1,1,1`,
    );
    const { bars } = readBarsCsv(`date,open,high,low,close\n${rows.join("\n")}`);
    expect([...bars.time].map((time) => time / 86_400_000 - 19_724)).toEqual([0, 1, 2, 3]);
  });

  test("names the line of every bad row and keeps the good ones apart", () => {
    const text = [
      "date,open,high,low,close,volume",
      "2024-01-02,10,12,9,11,100",
      "2024-02-30,10,12,9,11,100",
      "2024-01-03,10,12,9,11",
      "2024-01-02,10,12,9,11,100",
      "2024-01-04,10,8,9,11,100",
      "2024-01-05,10,12,11,11,100",
      "2024-01-06,ten,12,9,11,100",
      "2024-01-07,10,12,9,11,-1",
      "2024-01-01,10,12,9,11,1",
      "2024-01-08,0,12,0,11,1",
      "2024-01-09,10,Infinity,9,11,1",
      "2024-01-10,NaN,12,9,11,1",
      "2024-01-11,10,12,9,11,1",
    ].join("\n");
    const { bars, diagnostics } = readBarsCsv(text);
    expect(diagnostics.map((problem) => problem.path)).toEqual(
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((line) => `/lines/${line}`),
    );
    expect(diagnostics[5]?.message).toBe('line 8: open must be a number above zero, was "ten"');
    expect(bars.time.length).toBe(2);
  });

  test("refuses a header without time, with two times, or without a close, and a file without rows", () => {
    expect(readBarsCsv("open,high,low,close\n1,1,1,1").diagnostics[0]?.message).toContain('"time" or "date"');
    expect(readBarsCsv("time,date,open,high,low,close\n").diagnostics[0]?.message).toContain("more than one");
    expect(readBarsCsv("time,open,high,low\n").diagnostics[0]?.message).toContain('"close"');
    expect(readBarsCsv("time,open,high,low,close\n\n").diagnostics).toHaveLength(1);
    expect(readBarsCsv("").diagnostics.length).toBeGreaterThan(0);
  });
});
