import { describe, expect, test } from "vitest";
import { readCsvBars } from "./read-csv-bars.ts";

const good = "date,open,high,low,close,volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12,200\n";

describe("reading bars from CSV", () => {
  test("reads the columns of a well-formed file", () => {
    const { bars, problems } = readCsvBars(good);
    expect(problems).toEqual([]);
    expect(bars?.time[0]).toBe(Date.UTC(2024, 0, 2));
    expect([...(bars?.close ?? [])]).toEqual([11, 12]);
    expect([...(bars?.volume ?? [])]).toEqual([100, 200]);
  });

  test("takes headers in any case and order, a byte order mark, carriage returns and further columns", () => {
    const text = "\uFEFFTime,Volume,Close,Adj Close,Low,High,Open\r\n1704153600,5,11,10.9,9,12,10\r\n";
    const { bars, ignoredColumns } = readCsvBars(text);
    expect(bars?.time[0]).toBe(1_704_153_600_000);
    expect(bars?.high[0]).toBe(12);
    expect(ignoredColumns).toEqual(["Adj Close"]);
  });

  test("reads epochs in seconds and in milliseconds alike", () => {
    const { bars } = readCsvBars("time,open,high,low,close\n1704153600,1,1,1,1\n1704240000000,1,1,1,1\n");
    expect([...(bars?.time ?? [])]).toEqual([1_704_153_600_000, 1_704_240_000_000]);
  });

  test("names the line of every bad row and returns nothing", () => {
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
    ].join("\n");
    const { bars, problems } = readCsvBars(text);
    expect(bars).toBeNull();
    expect(problems.map((problem) => problem.line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(problems[5]?.message).toBe('open must be a number above zero, was "ten"');
  });

  test("refuses a header that names no time, two times or no close", () => {
    expect(readCsvBars("open,high,low,close\n1,1,1,1").problems[0]?.message).toContain('"time" or "date"');
    expect(readCsvBars("time,date,open,high,low,close\n").problems[0]?.message).toContain("more than one");
    expect(readCsvBars("time,open,high,low\n").problems[0]?.message).toContain('"close"');
  });

  test("refuses a file without rows", () => {
    expect(readCsvBars("time,open,high,low,close\n\n").problems).toHaveLength(1);
    expect(readCsvBars("").problems.length).toBeGreaterThan(0);
  });
});
