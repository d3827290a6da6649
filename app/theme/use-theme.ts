"use client";
import { useSyncExternalStore } from "react";
import { type ResolvedTheme, readThemeChoice, type ThemeChoice, themeCookie } from "./theme.ts";
import { writeCookie } from "./write-cookie.ts";

const darkQuery = "(prefers-color-scheme: dark)";
const changed = new EventTarget();

function subscribe(notify: () => void): () => void {
  const media = window.matchMedia(darkQuery);
  media.addEventListener("change", notify);
  changed.addEventListener("change", notify);
  return () => {
    media.removeEventListener("change", notify);
    changed.removeEventListener("change", notify);
  };
}

function currentChoice(): ThemeChoice {
  return readThemeChoice(document.documentElement.dataset["theme"]);
}

function resolve(): ResolvedTheme {
  const choice = currentChoice();
  if (choice !== "system") return choice;
  return window.matchMedia(darkQuery).matches ? "dark" : "light";
}

function setTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = choice;
  writeCookie(themeCookie, choice);
  changed.dispatchEvent(new Event("change"));
}

/** Returns the chosen theme, what it resolves to now, and a setter. The document's attribute is the truth. */
export function useTheme(): {
  readonly choice: ThemeChoice;
  readonly resolved: ResolvedTheme;
  readonly setTheme: (choice: ThemeChoice) => void;
} {
  const choice = useSyncExternalStore(subscribe, currentChoice, () => "system" as const);
  const resolved = useSyncExternalStore(subscribe, resolve, () => "dark" as const);
  return { choice, resolved, setTheme };
}
