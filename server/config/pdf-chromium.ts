import { existsSync } from "node:fs";
import { env } from "../env.ts";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const shared = globalThis as { quantloomChromium?: string | null };

/** Returns the Chromium that prints reports, or null where there is none; decided once, when first asked. */
export function pdfChromium(): string | null {
  if (shared.quantloomChromium !== undefined) return shared.quantloomChromium;
  const { PDF_CHROMIUM: configured } = env();
  const found = configured === "none" ? null : (configured ?? usualPlaces.find((path) => existsSync(path)) ?? null);
  shared.quantloomChromium = found;
  return found;
}
