import { describe, expect, test } from "vitest";
import { RequestLimit } from "./request-limit.ts";

const take = (limit: RequestLimit, key: string, times: number, now: number) =>
  Array.from({ length: times }, () => limit.take(key, now));

describe("a request limit of 60 a minute", () => {
  test("lets a quarter of them come at once, and then says when to come again", () => {
    const limit = new RequestLimit(60);
    expect(take(limit, "a", 15, 0)).toEqual(Array(15).fill(0));
    expect(limit.take("a", 0)).toBe(1);
  });
  test("gives one back each second", () => {
    const limit = new RequestLimit(60);
    take(limit, "a", 15, 0);
    expect([limit.take("a", 999), limit.take("a", 1_000), limit.take("a", 1_000)]).toEqual([1, 0, 1]);
  });
  test("counts each caller alone", () => {
    const limit = new RequestLimit(60);
    take(limit, "a", 16, 0);
    expect(limit.take("b", 0)).toBe(0);
  });
});
