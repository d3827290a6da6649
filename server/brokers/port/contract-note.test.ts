import { describe, expect, test } from "vitest";
import { alpacaCharges } from "../alpaca/alpaca-charges.ts";
import { zerodhaCharges } from "../zerodha/zerodha-charges.ts";
import { type ContractNote, type DayTrade, drawContractNote } from "./contract-note.ts";

let orders = 0;
function trade(changes: Partial<DayTrade> & Pick<DayTrade, "side" | "units"> & { readonly price: number }): DayTrade {
  const { price, ...rest } = changes;
  orders += 1;
  const instrument = { exchange: "NSE", kind: "equity" } as const;
  return { order: `o${orders}`, instrument, product: "delivery", value: rest.units * price, ...rest };
}
const option = { instrument: { exchange: "NSE", kind: "call" }, product: "carry" } as const;
const lines = ({ segments }: ContractNote) =>
  Object.fromEntries(segments.flatMap(({ lines: all }) => all.map(({ id, amount }) => [id, amount])));
const exact = ({ segments }: ContractNote): number =>
  segments.flatMap(({ lines: all }) => all).reduce((sum, line) => sum + line.exact, 0);

describe("a contract note", () => {
  // the broker's own worked examples of November 2026, worked out for one order, without rounding
  test.each([
    ["sell", 36.08],
    ["buy", 26.52],
  ] as const)("an option: %s 65 at 100", (side, total) => {
    const note = drawContractNote([trade({ ...option, side, units: 65, price: 100 })], zerodhaCharges, "2026-11-20");
    expect(exact(note)).toBeCloseTo(total, 2);
  });

  test("shares held over night: tax and stamp to the rupee, the rest to the paisa", () => {
    const day = [trade({ side: "buy", units: 100, price: 1_500 }), trade({ side: "sell", units: 40, price: 1_510.5 })];
    const note = drawContractNote(day, zerodhaCharges, "2026-11-20");
    // 0.1 % of 210,420 = 210.42; 0.00297 % = 6.2495; 0.0001 % = 0.2104 twice; 18 % of 6.4599 = 1.1628; 0.015 % of 150,000 = 22.5
    expect(lines(note)).toEqual({ stt: 210, exchange: 6.25, ipft: 0.21, sebi: 0.21, gst: 1.16, stamp: 23 });
    expect(note.segments).toMatchObject([{ segment: "equity delivery", bought: 150_000, sold: 60_420 }]);
    expect(note.total).toBe(240.83);
  });

  test("intraday: brokerage of each order up to twenty rupees, however many fills it had", () => {
    const big = trade({ side: "buy", units: 400, price: 1_500, product: "intraday" });
    const day = [
      { ...big, units: 100, value: 150_000 },
      { ...big, units: 300, value: 450_000 },
      trade({ side: "sell", units: 20, price: 1_500, product: "intraday" }),
    ];
    const note = drawContractNote(day, zerodhaCharges, "2026-11-20");
    // min(0.03 % of 600,000, 20) + 0.03 % of 30,000 = 29; 0.025 % of 30,000 = 7.5
    expect(lines(note)).toMatchObject({ brokerage: 29, stt: 8, stamp: 18 });
  });

  test("goes by the rates of its day", () => {
    const sold = [trade({ ...option, side: "sell", units: 1_000, price: 100 })];
    const taxOn = (day: string) => lines(drawContractNote(sold, zerodhaCharges, day))["stt"];
    expect([taxOn("2026-03-31"), taxOn("2026-04-01")]).toEqual([100, 150]);
  });

  test("says what it does not know instead of leaving it out of the sum", () => {
    const sold = [trade({ ...option, side: "sell", units: 65, price: 100 })];
    const early = drawContractNote(sold, zerodhaCharges, "2024-09-30");
    expect(early.total).toBeNull();
    expect(early.remarks).toContain('The rate of "Brokerage" on 2024-09-30 is not in the table.');
    const crypto = trade({ side: "buy", units: 1, price: 50_000, instrument: { exchange: "CRYPTO", kind: "crypto" } });
    expect(drawContractNote([crypto], alpacaCharges, "2026-11-20")).toMatchObject({ total: null, segments: [] });
    const late = drawContractNote(sold, zerodhaCharges, "2031-01-01");
    expect(late.remarks[0]).toBe("The rates are those of 2026-11-27, the last day on which they were looked up.");
  });

  test("in New York only sales cost something, rounded up to the cent for the day", () => {
    const stock = { instrument: { exchange: "NASDAQ", kind: "equity" } } as const;
    const day = [
      trade({ ...stock, side: "buy", units: 1_000, price: 250 }),
      trade({ ...stock, side: "sell", units: 1_000, price: 250 }),
      trade({ ...stock, side: "sell", units: 3, price: 250 }),
    ];
    // 20.60 a million of 250,750 = 5.16545; 0.000195 of 1,003 shares = 0.195585
    expect(lines(drawContractNote(day, alpacaCharges, "2026-08-03"))).toEqual({ sec: 5.17, taf: 0.2 });
    expect(lines(drawContractNote(day, alpacaCharges, "2026-11-20"))).toEqual({ sec: 5.17, taf: 0 });
    expect(lines(drawContractNote(day, alpacaCharges, "2026-02-02"))).toEqual({ sec: 0, taf: 0.2 });
    const many = [trade({ ...stock, side: "sell", units: 90_000, price: 1 })];
    expect(lines(drawContractNote(many, alpacaCharges, "2026-08-03"))["taf"]).toBe(9.79);
  });

  test("a day without trades costs nothing and says nothing", () => {
    expect(drawContractNote([], alpacaCharges, "2026-11-20")).toEqual({ segments: [], total: 0, remarks: [] });
  });
});
