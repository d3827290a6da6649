export const SIZE_UNITS = ["units", "lots", "value", "equity-percent", "risk-percent", "position-percent"] as const;

/** What the number of a size means. Percentages are of account equity, or of the open position for "position-percent". */
export type SizeUnit = (typeof SIZE_UNITS)[number];

export type SizeRequest = { readonly unit: SizeUnit; readonly amount: number };

export type OrderStyle =
  | { readonly type: "market" }
  | { readonly type: "limit"; readonly price: number }
  | { readonly type: "stop"; readonly price: number };

/** What an order node asks of the engine at the close of a bar; the engine sizes, checks and sends it. */
export type OrderIntent =
  | {
      readonly action: "enter";
      readonly direction: 1 | -1;
      readonly size: SizeRequest;
      readonly style: OrderStyle;
      /** Close an opposite position first. */
      readonly reverse: boolean;
      readonly reason: string;
    }
  | {
      readonly action: "exit";
      readonly direction: 1 | -1 | 0;
      readonly size: SizeRequest;
      readonly style: OrderStyle;
      readonly reason: string;
    }
  | { readonly action: "cancel-entries"; readonly reason: string };
