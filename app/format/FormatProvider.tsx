"use client";
import { createContext, type ReactNode, useContext, useState } from "react";
import { writeCookie } from "../theme/write-cookie.ts";
import { type DisplayPreferences, preferencesCookie } from "./display-preferences.ts";
import { formatCompact, formatInteger, formatMoney, formatNumber, formatPercent } from "./number-format.ts";
import { formatAgo, formatClock, formatDate, formatDateTime, formatSession } from "./time-format.ts";

type Held = { readonly preferences: DisplayPreferences; readonly setPreferences: (next: DisplayPreferences) => void };
const FormatContext = createContext<Held | null>(null);

type FormatProviderProps = { readonly initial: DisplayPreferences; readonly children: ReactNode };

/** Gives the reader's way of writing numbers and times to the tree; a change is kept in a cookie. */
export function FormatProvider({ initial, children }: FormatProviderProps) {
  const [preferences, keep] = useState(initial);
  const setPreferences = (next: DisplayPreferences) => {
    keep(next);
    writeCookie(preferencesCookie, JSON.stringify(next));
  };
  return <FormatContext value={{ preferences, setPreferences }}>{children}</FormatContext>;
}

function useHeld(): Held {
  const held = useContext(FormatContext);
  if (!held) throw new Error("useFormat is for components inside FormatProvider");
  return held;
}

export function useDisplayPreferences(): Held {
  return useHeld();
}

/** Returns the formatting functions bound to the reader's preferences. */
export function useFormat() {
  const { preferences } = useHeld();
  return {
    number: (value: number | null | undefined, digits?: number) => formatNumber(value, preferences, digits),
    integer: (value: number | null | undefined) => formatInteger(value, preferences),
    percent: (value: number | null | undefined, digits?: number) => formatPercent(value, preferences, digits),
    money: (value: number | null | undefined, currency: string, digits?: number) =>
      formatMoney(value, currency, preferences, digits),
    compact: (value: number | null | undefined) => formatCompact(value, preferences),
    dateTime: (moment: number | string | Date | null | undefined) => formatDateTime(moment, preferences),
    date: (moment: number | string | Date | null | undefined) => formatDate(moment, preferences),
    clock: (moment: number | string | Date | null | undefined) => formatClock(moment, preferences),
    session: (moment: number | string | Date | null | undefined) => formatSession(moment, preferences),
    ago: (moment: number | string | Date | null | undefined, now: number = Date.now()) =>
      formatAgo(moment, now, preferences),
  };
}
