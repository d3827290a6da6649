import { describe, expect, test } from "vitest";
import { readPreferences } from "./read-preferences.ts";

describe("display preferences", () => {
  test("come from the cookie where there is one", () => {
    const cookie = JSON.stringify({ locale: "de-DE", timeZone: "Europe/Berlin", compact: "metric" });
    expect(readPreferences(cookie, "en-US")).toEqual({ locale: "de-DE", timeZone: "Europe/Berlin", compact: "metric" });
  });

  test("an Indian browser gets lakh and crore without asking", () => {
    expect(readPreferences(undefined, "en-IN,en;q=0.8")).toEqual({
      locale: "en-IN",
      timeZone: "browser",
      compact: "indian",
    });
  });

  test("a cookie or header that makes no sense is passed over", () => {
    const plain = { locale: "en-US", timeZone: "browser", compact: "metric" };
    expect(readPreferences("{broken", null)).toEqual(plain);
    expect(readPreferences(JSON.stringify({ locale: "en-US", timeZone: "Mars/Olympus" }), null)).toEqual(plain);
    expect(readPreferences(undefined, "*")).toEqual(plain);
    expect(readPreferences(undefined, "_,;")).toEqual(plain);
  });
});
