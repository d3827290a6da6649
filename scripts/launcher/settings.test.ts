import { describe, expect, test } from "vitest";
import { readSettings } from "./settings.js";

const secret = "s".repeat(32);
const url = "postgresql://user:password@127.0.0.1:5432/quantloom";

describe("what makes a demo", () => {
  test("nothing configured is a demo on loopback with the embedded database", () => {
    expect(readSettings({}, [])).toMatchObject({ isDemo: true, isEmbedded: true, host: "127.0.0.1", port: 3000 });
  });

  test("a database of the operator's own is never a demo", () => {
    expect(readSettings({ DATABASE_URL: url, QUANTLOOM_SECRET: secret }, [])).toMatchObject({
      isDemo: false,
      isEmbedded: false,
    });
  });

  test("NODE_ENV=production is never a demo, even on the embedded database", () => {
    const settings = readSettings({ NODE_ENV: "production", QUANTLOOM_SECRET: secret }, []);
    expect(settings).toMatchObject({ isDemo: false, isEmbedded: true });
  });

  test("QUANTLOOM_DEMO set by the operator decides nothing", () => {
    const settings = readSettings({ DATABASE_URL: url, QUANTLOOM_SECRET: secret, QUANTLOOM_DEMO: "1" }, []);
    expect(settings.isDemo).toBe(false);
  });

  test("a demo listens on loopback whatever host is asked for", () => {
    expect(readSettings({ QUANTLOOM_HOST: "0.0.0.0" }, []).host).toBe("127.0.0.1");
  });
});

describe("wrong settings", () => {
  test.each(["abc", "0", "70000", "80.5"])("PORT=%s is refused with an example", (port) => {
    expect(() => readSettings({ PORT: port }, [])).toThrow(`PORT must be a number from 1 to 65535, was "${port}".`);
  });

  test.each([{ DATABASE_URL: url }, { NODE_ENV: "production" }, { DATABASE_URL: url, QUANTLOOM_SECRET: "short" }])(
    "production without a secret is refused: %o",
    (environment) => {
      expect(() => readSettings(environment, [])).toThrow("QUANTLOOM_SECRET must be set to at least 32 characters");
    },
  );

  test("several are refused in one message", () => {
    const attempt = () => readSettings({ PORT: "abc", NODE_ENV: "production" }, []);
    expect(attempt).toThrow("2 settings are wrong.");
    expect(attempt).toThrow(
      expect.objectContaining({ detail: expect.stringMatching(/PORT must be[\s\S]*QUANTLOOM_SECRET must be set/) }),
    );
  });
});
