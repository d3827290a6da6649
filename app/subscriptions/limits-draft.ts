import type { ApiOutput } from "../trpc/context.ts";

export type SubscriptionLimits = ApiOutput["subscriptions"]["get"]["settings"];
type Key = keyof SubscriptionLimits;

/** A number that a subscriber may set: what it means, and between which values it lies. */
export const numberFields = [
  {
    key: "multiplier",
    label: "Multiplier",
    unit: "×",
    least: 0.01,
    most: 1_000,
    hint: "Fixed sizes count so many times.",
  },
  { key: "maxLots", label: "Most lots", unit: "lots", least: 0, most: 1e9, hint: "Of one position." },
  { key: "maxMargin", label: "Most margin", unit: "USD", least: 0, most: 1e12, hint: "Of all members together." },
  {
    key: "maxDailyLossPercent",
    label: "Daily loss",
    unit: "%",
    least: 0,
    most: 100,
    hint: "Then all is closed for the day.",
  },
  {
    key: "drawdownStopPercent",
    label: "Drawdown stop",
    unit: "%",
    least: 0,
    most: 100,
    hint: "Then all is closed for good.",
  },
  { key: "maxSlippagePercent", label: "Slippage cap", unit: "%", least: 0, most: 100, hint: "Entries fill no worse." },
] as const satisfies readonly { key: Key; label: string; unit: string; least: number; most: number; hint: string }[];

export type NumberKey = (typeof numberFields)[number]["key"];

export type LimitsDraft = {
  readonly numbers: Readonly<Record<NumberKey, string>>;
  readonly days: readonly number[];
  readonly products: readonly ("share" | "future" | "perpetual")[];
  readonly entries: "auto" | "approve" | "alerts";
  readonly approveWithinMinutes: string;
  readonly onUnsubscribe: SubscriptionLimits["onUnsubscribe"];
};

export const everyDay = [1, 2, 3, 4, 5, 6, 0] as const;
export const everyProduct = ["share", "future", "perpetual"] as const;

export function draftOf(limits: Partial<SubscriptionLimits>): LimitsDraft {
  const numbers = Object.fromEntries(numberFields.map(({ key }) => [key, limits[key]?.toString() ?? ""]));
  return {
    numbers: numbers as Record<NumberKey, string>,
    days: limits.days ?? everyDay,
    products: limits.products ?? everyProduct,
    entries: limits.entries ?? "auto",
    approveWithinMinutes: String(limits.approveWithinMinutes ?? 15),
    onUnsubscribe: limits.onUnsubscribe ?? "close",
  };
}

export type DraftErrors = Partial<Record<NumberKey | "days" | "products" | "approveWithinMinutes", string>>;

/** Reads what was typed; `limits` is null where something cannot be meant. An empty field does not limit. */
export function readDraft(draft: LimitsDraft): { limits: SubscriptionLimits | null; errors: DraftErrors } {
  const errors: DraftErrors = {};
  const numbers: Partial<Record<NumberKey, number>> = {};
  for (const { key, least, most } of numberFields) {
    const text = draft.numbers[key].replace(/[,\s]/g, "");
    if (text === "") continue;
    const value = Number(text);
    const isGood = Number.isFinite(value) && value > 0 && value >= least && value <= most;
    if (isGood) numbers[key] = value;
    else errors[key] = `A number above ${least}, at most ${most}.`;
  }
  if (draft.days.length === 0) errors.days = "One day at least.";
  if (draft.products.length === 0) errors.products = "One kind at least.";
  const minutes = Number(draft.approveWithinMinutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1_440) {
    errors.approveWithinMinutes = "Whole minutes, 1 to 1440.";
  }
  if (Object.keys(errors).length > 0) return { limits: null, errors };
  const limits: SubscriptionLimits = {
    ...numbers,
    ...(draft.days.length === everyDay.length ? {} : { days: [...draft.days] }),
    ...(draft.products.length === everyProduct.length ? {} : { products: [...draft.products] }),
    ...(draft.entries === "auto" ? {} : { entries: draft.entries }),
    approveWithinMinutes: minutes,
    onUnsubscribe: draft.onUnsubscribe,
  };
  return { limits, errors };
}
