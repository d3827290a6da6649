import { expect, test } from "vitest";
import { dayCsv } from "./day-csv.ts";

test("writes each trade and each charge in a line of its own", () => {
  const trade = {
    ...{ runId: "r", run: "=Cross", order: "o", exchange: "NSE", symbol: "INFY", product: "intraday" },
    ...{ side: "buy" as const, units: 7, price: 1_500.25, value: 10_501.75, fee: 1.5, time: 0 },
  };
  const lines = [{ id: "stamp", label: "Stamp duty", amount: 1, exact: 0.6 }];
  const note = {
    source: "",
    segments: [{ segment: "equity intraday", bought: 0, sold: 0, lines }],
    total: 1,
    remarks: [],
  };
  const common = {
    zone: "Asia/Kolkata",
    currency: "INR",
    from: null,
    to: 0,
    books: null,
    reason: null,
    orders: {},
    booked: 0,
  };
  expect(
    dayCsv({ ...common, trades: [trade], note })
      .split("\r\n")
      .slice(1, 3),
  ).toEqual([
    "trade,1970-01-01T00:00:00.000Z,'=Cross,NSE,INFY,intraday,buy,7,1500.25,10501.75,1.5",
    "charge,,Stamp duty,,equity intraday,,,,,,1",
  ]);
});
