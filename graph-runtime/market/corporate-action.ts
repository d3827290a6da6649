/** What happens to a share outside the market. Times are epoch milliseconds UTC; an action takes effect at the first bar that opens then or later. */
export type CorporateAction =
  | {
      readonly kind: "split";
      readonly time: number;
      /** New units for each old one: 4 for a four-for-one split, 0.1 for one for ten. */
      readonly ratio: number;
    }
  | {
      readonly kind: "dividend";
      /** From here on the share trades without it. */
      readonly time: number;
      /** When the money arrives; at once where it is not given. */
      readonly payTime?: number;
      /** Money per unit held. */
      readonly amount: number;
    };
