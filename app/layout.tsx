import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "./globals.css";
import { preferencesCookie } from "./format/display-preferences.ts";
import { readPreferences } from "./format/read-preferences.ts";
import { Providers } from "./shell/Providers.tsx";
import { readThemeChoice, themeCookie } from "./theme/theme.ts";

export const metadata: Metadata = {
  title: { default: "Quantloom", template: "%s · Quantloom" },
  description:
    "A visual strategy builder for traders: one graph, the same numbers in preview, backtest, paper and live.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f6f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1115" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Every page is rendered per request: a prerendered one could not carry the nonce that the policy asks for.
  await connection();
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const theme = readThemeChoice(jar.get(themeCookie)?.value);
  const preferences = readPreferences(jar.get(preferencesCookie)?.value, head.get("accept-language"));
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })} suppressHydrationWarning>
      <body>
        <Providers preferences={preferences}>{children}</Providers>
      </body>
    </html>
  );
}
