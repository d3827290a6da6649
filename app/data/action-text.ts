import type { useFormat } from "../format/FormatProvider.tsx";
import type { DatasetDetail } from "./DatasetView.tsx";

type Action = DatasetDetail["actions"][number];

export const actionNames: Readonly<Record<Action["kind"], string>> = {
  split: "Split",
  dividend: "Dividend",
  funding: "Funding",
  roll: "Roll",
  rename: "New name",
  delist: "Delisted",
};

/** Returns what an event comes to, in words. */
export function actionText(
  { kind, value, symbol }: Action,
  { format, currency }: { readonly format: ReturnType<typeof useFormat>; readonly currency: string },
): string {
  switch (kind) {
    case "split":
      return `${format.number(value)} for 1`;
    case "dividend":
      return format.money(value, currency);
    case "funding":
      return `${format.percent(value, 4)} from longs`;
    case "roll":
      return `to ${symbol}, ${format.money(value, currency)} apart`;
    case "rename":
      return symbol ?? "";
    case "delist":
      return value === null ? "at the last close" : `at ${format.money(value, currency)}`;
  }
}
