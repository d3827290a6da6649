import type { DisplayPreferences } from "./display-preferences.ts";

/** What is shown in the place of a figure that is not known. Never a zero. */
export const unknownFigure = "–";

const cache = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  // "negative" leaves the sign off what rounds to zero.
  const made = new Intl.NumberFormat(locale, { ...options, signDisplay: "negative" });
  cache.set(key, made);
  return made;
}

type Figure = number | null | undefined;

function isKnown(value: Figure): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** True minus sign, so that columns of signed figures line up. */
function withMinus(text: string): string {
  return text.replace("-", "\u2212");
}

export function formatNumber(value: Figure, { locale }: DisplayPreferences, digits = 2): string {
  if (!isKnown(value)) return unknownFigure;
  return withMinus(formatter(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));
}

export function formatInteger(value: Figure, { locale }: DisplayPreferences): string {
  if (!isKnown(value)) return unknownFigure;
  return withMinus(formatter(locale, { maximumFractionDigits: 0 }).format(value));
}

/** `value` is a fraction: 0.125 is written 12.50%. */
export function formatPercent(value: Figure, { locale }: DisplayPreferences, digits = 2): string {
  if (!isKnown(value)) return unknownFigure;
  return withMinus(
    formatter(locale, {
      style: "percent",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value),
  );
}

export function formatMoney(value: Figure, currency: string, { locale }: DisplayPreferences, digits = 2): string {
  if (!isKnown(value)) return unknownFigure;
  const text = formatter(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return withMinus(text);
}

const metricSteps = [
  { size: 1e12, suffix: "T" },
  { size: 1e9, suffix: "B" },
  { size: 1e6, suffix: "M" },
  { size: 1e3, suffix: "K" },
] as const;
const indianSteps = [
  { size: 1e7, suffix: "\u00a0Cr" },
  { size: 1e5, suffix: "\u00a0L" },
  { size: 1e3, suffix: "K" },
] as const;

/** Returns a short figure for axes and tiles: 1.25M, or 12.5 L and 1.2 Cr where the reader counts that way. */
export function formatCompact(value: Figure, { locale, compact }: DisplayPreferences): string {
  if (!isKnown(value)) return unknownFigure;
  const steps = compact === "indian" ? indianSteps : metricSteps;
  const size = Math.abs(value);
  const step = steps.find((candidate) => size >= candidate.size);
  const scaled = step ? value / step.size : value;
  const text = formatter(locale, { maximumSignificantDigits: 4, maximumFractionDigits: 2 }).format(scaled);
  return withMinus(text) + (step?.suffix ?? "");
}
