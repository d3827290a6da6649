/** Money that moved without a fill. Amounts are in the account's currency, and negative where the account paid. */
export type CashEntry = {
  /** A settlement turns what a future has gained or lost since the last one into cash; a conversion is a gain or loss by the rate alone. */
  readonly kind: "dividend" | "funding" | "financing" | "settlement" | "conversion";
  /** Index of the instrument; null where it is the whole account's. */
  readonly lane: number | null;
  readonly bar: number;
  readonly time: number;
  readonly amount: number;
};
