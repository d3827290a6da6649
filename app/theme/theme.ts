export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ResolvedTheme = "light" | "dark";

export const themeCookie = "quantloom-theme";

/** Returns the choice that a cookie's text names; anything else is "system". */
export function readThemeChoice(text: string | undefined): ThemeChoice {
  return themeChoices.find((choice) => choice === text) ?? "system";
}
