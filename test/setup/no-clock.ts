// fast-check captures the clock when it is first imported (it seeds its runs from it), so it comes before the ban.
import "fast-check";
import { afterEach, beforeEach } from "vitest";

// graph-runtime takes time and randomness as arguments. In its tests the ambient ones throw, so that a leak is a red test.
const realDate = globalThis.Date;
const realRandom = Math.random;

const clockless = new Proxy(realDate, {
  construct(target, values) {
    if (values.length === 0) {
      throw new Error("graph-runtime read the clock with `new Date()`: take the time as an argument.");
    }
    return Reflect.construct(target, values);
  },
  get(target, key) {
    if (key === "now") {
      return () => {
        throw new Error("graph-runtime read the clock with Date.now(): take the time as an argument.");
      };
    }
    return Reflect.get(target, key);
  },
});

beforeEach(() => {
  globalThis.Date = clockless;
  Math.random = () => {
    throw new Error("graph-runtime called Math.random(): take a seeded generator of core/ as an argument.");
  };
});

afterEach(() => {
  globalThis.Date = realDate;
  Math.random = realRandom;
});
