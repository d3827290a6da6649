/** How a reader wants numbers and times written. */
export type DisplayPreferences = {
  /** A BCP 47 tag such as en-IN. */
  readonly locale: string;
  /** An IANA name, or "browser". */
  readonly timeZone: string;
  /** "indian" shortens to lakh and crore; "metric" to K, M and B. */
  readonly compact: "metric" | "indian";
};

export const preferencesCookie = "quantloom-display";

export const offeredLocales = [
  { locale: "en-US", label: "English (United States): 1,234,567.89" },
  { locale: "en-IN", label: "English (India): 12,34,567.89" },
  { locale: "en-GB", label: "English (United Kingdom): 1,234,567.89" },
  { locale: "de-DE", label: "Deutsch: 1.234.567,89" },
  { locale: "fr-FR", label: "Français: 1 234 567,89" },
  { locale: "hi-IN", label: "हिन्दी: 12,34,567.89" },
] as const;
