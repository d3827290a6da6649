import type { Charge, ChargeTable, RateStep } from "../port/charge-table.ts";

const delivery = "equity delivery";
const intraday = "equity intraday";
const futures = "futures";
const options = "options";
const everything = [delivery, intraday, futures, options];

const rupee = { to: 1, up: false };
const paisa = { to: 0.01, up: false };
const percent = 0.01;

/** The exchanges' charges of today came with October 2024; what was before is not in the table. */
const since = "2024-10-01";
const steady = (rate: number, most?: number): RateStep[] => [
  { from: since, rate, ...(most === undefined ? {} : { most }) },
];

function charge(
  id: string,
  label: string,
  rest: Omit<Charge, "id" | "label" | "exchange" | "rounding"> & Partial<Charge>,
): Charge {
  return { id, label, exchange: null, rounding: paisa, ...rest };
}

const tax = (segment: string, side: Charge["side"], steps: readonly RateStep[]): Charge =>
  charge("stt", "Securities transaction tax", { segments: [segment], side, basis: "value", steps, rounding: rupee });

const atExchange = (exchange: string, segments: string[], rate: number): Charge =>
  charge("exchange", `${exchange} transaction charges`, {
    exchange,
    segments,
    side: "both",
    basis: "value",
    steps: steady(rate),
  });

const protection = (segments: string[], rate: number): Charge =>
  charge("ipft", "Investor protection fund", {
    exchange: "NSE",
    segments,
    side: "both",
    basis: "value",
    steps: steady(rate),
  });

const stamp = (segment: string, rate: number): Charge =>
  charge("stamp", "Stamp duty", {
    segments: [segment],
    side: "buy",
    basis: "value",
    steps: steady(rate),
    rounding: rupee,
  });

/** Zerodha's brokerage and what the state and the exchanges take with it, for shares and contracts of NSE and BSE. */
export const zerodhaCharges: ChargeTable = {
  source: "Zerodha's list of charges; securities transaction tax as amended from 1 April 2026",
  knownUntil: "2026-11-27",
  segmentOf: ({ kind }, product) => {
    if (kind === "equity") return product === "intraday" ? intraday : delivery;
    if (kind === "future") return futures;
    return kind === "crypto" ? null : options;
  },
  charges: [
    charge("brokerage", "Brokerage", {
      segments: [intraday, futures],
      side: "both",
      basis: "value",
      steps: steady(0.03 * percent, 20),
    }),
    charge("brokerage", "Brokerage", { segments: [options], side: "both", basis: "orders", steps: steady(20) }),
    tax(delivery, "both", steady(0.1 * percent)),
    tax(intraday, "sell", steady(0.025 * percent)),
    tax(futures, "sell", [...steady(0.02 * percent), { from: "2026-04-01", rate: 0.05 * percent }]),
    tax(options, "sell", [...steady(0.1 * percent), { from: "2026-04-01", rate: 0.15 * percent }]),
    atExchange("NSE", [delivery, intraday], 0.00297 * percent),
    atExchange("NSE", [futures], 0.00173 * percent),
    atExchange("NSE", [options], 0.03503 * percent),
    atExchange("BSE", [delivery, intraday], 0.00375 * percent),
    atExchange("BSE", [futures], 0),
    atExchange("BSE", [options], 0.0325 * percent),
    protection([delivery, intraday, futures], 0.0001 * percent),
    protection([options], 0.0005 * percent),
    charge("sebi", "SEBI turnover fee", {
      segments: everything,
      side: "both",
      basis: "value",
      steps: steady(0.0001 * percent),
    }),
    charge("gst", "Goods and services tax", {
      segments: everything,
      side: "both",
      basis: { of: ["brokerage", "exchange", "sebi"] },
      steps: steady(0.18),
    }),
    stamp(delivery, 0.015 * percent),
    stamp(intraday, 0.003 * percent),
    stamp(futures, 0.002 * percent),
    stamp(options, 0.003 * percent),
  ],
  remarks: [
    "The depository's charge for each share sold from holdings comes on top; it is not part of a contract note.",
    "Delivery that is bought and sold on one day is charged here as delivery; the broker may count it as intraday.",
  ],
};
