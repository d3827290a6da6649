/** Something that a simulated broker trades. Prices are in its currency; all steps are decimal fractions. */
export type SimInstrument = {
  readonly exchange: string;
  readonly symbol: string;
  /** What tickers call it. */
  readonly token: number;
  readonly name: string;
  readonly kind: "equity" | "future" | "call" | "put";
  readonly currency: string;
  readonly tickSize: number;
  readonly lotSize: number;
  readonly freezeQuantity: number | null;
  readonly expiry: string | null;
  readonly strike: number | null;
  /** Its price moves around this as that of the synthetic symbol moves around its own. */
  readonly basePrice: number;
  readonly movesLike: "SYN-A" | "SYN-B";
};
