import { afterEach, beforeEach, expect } from "vitest";

// A test that prints hides either a forgotten debug line or a warning that somebody should read: both fail it.
const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of methods) {
    console[method] = (...values: unknown[]) => {
      printed.push(`console.${method}: ${values.map(String).join(" ")}`);
    };
  }
});

afterEach(() => {
  const lines = printed.splice(0);
  expect(lines, "A test must not print. Assert on the message, or spy on the console method in this test.").toEqual([]);
});
