/** A statistic that means nothing here, with the reason in words that follow "n/a, because". */
export type NotAvailable = { readonly because: string };

export function notAvailable(because: string): NotAvailable {
  return { because };
}

export function isAvailable(value: number | NotAvailable): value is number {
  return typeof value === "number";
}
