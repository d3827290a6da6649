import { expect, test } from "vitest";
import { placeBeside } from "./place-beside.ts";

const window = { width: 400, height: 300 };
const bubble = { width: 100, height: 40 };

test("a box stands on the wished side, in the middle of its anchor", () => {
  const anchor = { left: 150, top: 140, width: 60, height: 20 };
  expect(placeBeside(anchor, bubble, window, "top")).toEqual({ left: 130, top: 94 });
  expect(placeBeside(anchor, bubble, window, "bottom")).toEqual({ left: 130, top: 166 });
  expect(placeBeside(anchor, bubble, window, "left")).toEqual({ left: 44, top: 130 });
  expect(placeBeside(anchor, bubble, window, "right")).toEqual({ left: 216, top: 130 });
});

test("a box goes to the opposite side where the wished one lacks the room", () => {
  expect(placeBeside({ left: 150, top: 30, width: 60, height: 20 }, bubble, window, "top").top).toBe(56);
  expect(placeBeside({ left: 320, top: 140, width: 60, height: 20 }, bubble, window, "right").left).toBe(214);
});

test("a box never leaves the window", () => {
  expect(placeBeside({ left: 380, top: 140, width: 20, height: 20 }, bubble, window, "top").left).toBe(292);
  expect(placeBeside({ left: 0, top: 140, width: 20, height: 20 }, bubble, window, "bottom").left).toBe(8);
  // room on neither side
  expect(placeBeside({ left: 0, top: 0, width: 400, height: 300 }, bubble, window, "top").top).toBe(8);
});
