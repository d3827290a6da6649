import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCopyWriter } from "./copy-writer.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("of several edits before a frame the last is written, once the frame is drawn", () => {
  const written: string[] = [];
  const writer = createCopyWriter<string>((copy) => written.push(copy));
  writer.keep("a");
  writer.keep("ab");
  expect(written).toEqual([]);
  vi.runAllTimers();
  expect(written).toEqual(["ab"]);
});

test("a page that is left writes at once, and what was forgotten is not written", () => {
  const written: string[] = [];
  const writer = createCopyWriter<string>((copy) => written.push(copy));
  writer.keep("a");
  writer.flush();
  writer.keep("b");
  writer.forget();
  vi.runAllTimers();
  expect(written).toEqual(["a"]);
});
