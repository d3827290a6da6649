import type { SimInstrument } from "../core/sim-instrument.ts";

const share = (symbol: string, name: string, basePrice: number, movesLike: "SYN-A" | "SYN-B"): SimInstrument => ({
  exchange: "NASDAQ",
  symbol,
  token: 0,
  name,
  kind: "equity",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
  freezeQuantity: null,
  expiry: null,
  strike: null,
  basePrice,
  movesLike,
});

/** What can be traded at the simulated Alpaca. */
export const alpacaInstruments: readonly SimInstrument[] = [
  share("SYN-A", "SYN-A (synthetic)", 100, "SYN-A"),
  share("SYN-B", "SYN-B (synthetic)", 250, "SYN-B"),
  share("AAPL", "Apple Inc. Common Stock", 270.5, "SYN-A"),
  share("MSFT", "Microsoft Corporation Common Stock", 505.2, "SYN-B"),
];
