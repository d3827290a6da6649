import { expect, test } from "vitest";
import { joinTrail, type Trail, trailCsv } from "./trail-files.ts";

const order = (number: number): Trail["orders"][number] => ({
  number,
  clientOrderId: `c${number}`,
  symbol: "ABC",
  side: "buy",
  type: "market",
  role: "entry",
  quantity: "3",
  limitPrice: null,
  stopPrice: null,
  deniedReason: null,
  placedAt: "2026-01-05T00:00:00.000Z",
  sequence: 7,
  rule: { nodeId: "enter", reason: "=A crosses above B", values: { "a.value": 2, "b.value": null } },
  states: [
    { at: "2026-01-05T00:00:01.000Z", status: "submitted", source: "run", hash: "h1" },
    { at: "2026-01-05T00:00:03.000Z", status: "filled", source: "stream", hash: null },
  ],
  fills: [{ at: "2026-01-05T00:00:02.000Z", quantity: "3", price: "10.5", fee: "0.1" }],
  brokerIds: ["B1", "B2"],
});
const page = (numbers: readonly number[], nextCursor: number | null): Trail => ({
  run: { id: "r", account: "Paper", startedBy: "Ada", strategy: "Cross", version: 2, semanticHash: null },
  orders: numbers.map(order),
  nextCursor,
});

test("a trail's file has a line for each state and fill, in order of time, and runs no formula", () => {
  const [header = "", ...lines] = trailCsv(page([1], null))
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines.map((line) => /(submitted|fill|filled),(run|stream)/.exec(line)?.[1])).toEqual([
    "submitted",
    "fill",
    "filled",
  ]);
  for (const line of lines) {
    expect(line).toContain("'=A crosses above B");
    expect(line).toContain("B1 B2");
  }
  expect(lines[1]).toMatch(/,3,10\.5,0\.1,$/);
  expect(header.split(",")).toHaveLength(27);
});

test("pages are joined in their order, with the end of the last", () => {
  const joined = joinTrail([page([5, 4], 4), page([3], null)]);
  expect(joined?.orders.map(({ number }) => number)).toEqual([5, 4, 3]);
  expect(joined?.nextCursor).toBeNull();
});
