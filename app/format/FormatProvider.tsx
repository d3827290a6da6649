"use client";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
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

type Moment = number | string | Date | null | undefined;
type Figure = number | null | undefined;

/** Returns the formatting functions bound to the reader's preferences; they change only with these. */
export function useFormat() {
  const { preferences } = useHeld();
  return useMemo(
    () => ({
      number: (value: Figure, digits?: number) => formatNumber(value, preferences, digits),
      integer: (value: Figure) => formatInteger(value, preferences),
      percent: (value: Figure, digits?: number) => formatPercent(value, preferences, digits),
      money: (value: Figure, currency: string, digits?: number) => formatMoney(value, currency, preferences, digits),
      compact: (value: Figure) => formatCompact(value, preferences),
      dateTime: (moment: Moment) => formatDateTime(moment, preferences),
      date: (moment: Moment) => formatDate(moment, preferences),
      clock: (moment: Moment) => formatClock(moment, preferences),
      session: (moment: Moment) => formatSession(moment, preferences),
      ago: (moment: Moment, now: number = Date.now()) => formatAgo(moment, now, preferences),
    }),
    [preferences],
  );
}
