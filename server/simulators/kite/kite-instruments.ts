import type { SimInstrument } from "../core/sim-instrument.ts";

type Row = readonly [
  exchange: string,
  symbol: string,
  name: string,
  exchangeToken: number,
  basePrice: number,
  movesLike: "SYN-A" | "SYN-B",
];

/** The last byte of a token says its segment: 1 is NSE, 2 its derivatives. */
const segments: Readonly<Record<string, number>> = { NSE: 1, NFO: 2 };

const share = ([exchange, symbol, name, exchangeToken, basePrice, movesLike]: Row): SimInstrument => ({
  exchange,
  symbol,
  name,
  token: exchangeToken * 256 + (segments[exchange] ?? 0),
  kind: "equity",
  currency: "INR",
  tickSize: 0.05,
  lotSize: 1,
  freezeQuantity: null,
  expiry: null,
  strike: null,
  basePrice,
  movesLike,
});
const contract = (row: Row, changes: Partial<SimInstrument>): SimInstrument => ({
  ...share(row),
  lotSize: 65,
  freezeQuantity: 1_800,
  expiry: "2026-12-29",
  ...changes,
});

/** What can be traded at the simulated Zerodha. */
export const kiteInstruments: readonly SimInstrument[] = [
  { ...share(["NSE", "SYN-A", "SYN-A (synthetic)", 90_001, 100, "SYN-A"]), tickSize: 0.01 },
  { ...share(["NSE", "SYN-B", "SYN-B (synthetic)", 90_002, 250, "SYN-B"]), tickSize: 0.01 },
  share(["NSE", "INFY", "INFOSYS", 1_594, 1_520, "SYN-A"]),
  share(["NSE", "RELIANCE", "RELIANCE INDUSTRIES", 2_885, 1_410, "SYN-B"]),
  contract(["NFO", "NIFTY26DECFUT", "NIFTY", 47_160, 26_050, "SYN-A"], { kind: "future", tickSize: 0.1 }),
  contract(["NFO", "NIFTY26DEC26000CE", "NIFTY", 47_164, 187.45, "SYN-B"], { kind: "call", strike: 26_000 }),
  contract(["NFO", "NIFTY26DEC26000PE", "NIFTY", 47_165, 142.3, "SYN-A"], { kind: "put", strike: 26_000 }),
];

const header =
  "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange";
const types = { equity: "EQ", future: "FUT", call: "CE", put: "PE" } as const;

export function instrumentsCsv(instruments: readonly SimInstrument[]): string {
  const rows = instruments.map(({ token, symbol, name, expiry, strike, tickSize, lotSize, kind, exchange }) => {
    const type = types[kind];
    const segment = kind === "equity" ? exchange : `${exchange}-${kind === "future" ? "FUT" : "OPT"}`;
    return [
      token,
      Math.floor(token / 256),
      symbol,
      name,
      0,
      expiry ?? "",
      strike ?? 0,
      tickSize,
      lotSize,
      type,
      segment,
      exchange,
    ];
  });
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}
