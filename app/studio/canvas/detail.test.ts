import { expect, test } from "vitest";
import { detailAt } from "./detail.ts";

test.each([
  [2, "full"],
  [0.7, "full"],
  [0.69, "ports"],
  [0.4, "ports"],
  [0.39, "blocks"],
  [0.2, "blocks"],
  [0.19, "groups"],
  [0.1, "groups"],
])("at a zoom of %d the canvas shows %s", (zoom, detail) => {
  expect(detailAt(zoom)).toBe(detail);
});
