import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { readEnv } from "./env.ts";

const complete = { DATABASE_URL: "postgresql://u:hunter2@127.0.0.1:5432/q", QUANTLOOM_SECRET: "s".repeat(32) };

describe("the environment", () => {
  test("has a default for everything but the database and the secret", () => {
    const settings = readEnv(complete);
    expect(settings).toMatchObject({ PORT: 3000, QUANTLOOM_DEMO: false, QUANTLOOM_SIGN_UP: "open", LOG_LEVEL: "info" });
    expect(settings.WORKER_ROLES).toEqual(["backtest", "data", "live", "feed", "maintenance"]);
  });

  test("takes an assistant whole or not at all", () => {
    const assistant = { ASSISTANT_URL: "https://model.test/v1", ASSISTANT_API_KEY: "k", ASSISTANT_MODEL: "m" };
    expect(readEnv({ ...complete, ...assistant })).toMatchObject({ ASSISTANT_PROTOCOL: "openai" });
    for (const missing of Object.keys(assistant))
      expect(() => readEnv({ ...complete, ...assistant, [missing]: "" })).toThrow("found only some of them");
  });

  test("is refused with every problem in one message", () => {
    const wrong = {
      PORT: "70000",
      WORKER_ROLES: "backtest,cook",
      REDIS_URL: "http://x",
      OAUTH_PROVIDERS: "{",
      QUANTLOOM_SECRET: "short",
    };
    expect(() => readEnv(wrong)).toThrow(
      /DATABASE_URL[\s\S]*REDIS_URL[\s\S]*PORT[\s\S]*QUANTLOOM_SECRET[\s\S]*WORKER_ROLES[\s\S]*OAUTH_PROVIDERS/,
    );
  });

  test("takes an empty line of an .env file for nothing", () => {
    expect(readEnv({ ...complete, REDIS_URL: "", PORT: "" })).toMatchObject({ PORT: 3000 });
  });

  test("is no demo unless it was said in so many words", () => {
    expect(readEnv({ ...complete, QUANTLOOM_DEMO: "1" }).QUANTLOOM_DEMO).toBe(true);
    expect(() => readEnv({ ...complete, QUANTLOOM_DEMO: "yes" })).toThrow(/QUANTLOOM_DEMO/);
  });

  test("knows simulated brokers in a demo alone, and on the own machine alone", () => {
    const simulated = { ...complete, SIMULATORS_URL: "http://127.0.0.1:4100" };
    expect(readEnv({ ...simulated, QUANTLOOM_DEMO: "1" }).SIMULATORS_URL).toBe("http://127.0.0.1:4100");
    expect(() => readEnv(simulated)).toThrow("belong to the demo");
    const elsewhere = { ...simulated, QUANTLOOM_DEMO: "1", SIMULATORS_URL: "http://10.0.0.7:4100" };
    expect(() => readEnv(elsewhere)).toThrow("expected an address such as http://127.0.0.1:4100");
  });

  test("never prints a secret", () => {
    const settings = readEnv(complete);
    const printed = `${JSON.stringify(settings)} ${inspect(settings, { depth: 5, showHidden: true })} ${settings.DATABASE_URL}`;
    expect(printed).not.toContain("hunter2");
    expect(settings.DATABASE_URL.reveal()).toContain("hunter2");
  });
});
