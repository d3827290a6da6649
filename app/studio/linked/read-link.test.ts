import { describe, expect, test } from "vitest";
import { readLink } from "./read-link.ts";

describe("a link to the canvas", () => {
  test("names a bar and its data, or a suggestion of a result", () => {
    expect(readLink("?bar=86400000&dataset=sp500-daily")).toEqual({
      bar: 86_400_000,
      datasetId: "sp500-daily",
      suggestion: null,
    });
    expect(readLink("?suggestion=abc:costs-eat-profit").suggestion).toEqual({
      backtestId: "abc",
      findingId: "costs-eat-profit",
    });
  });

  test("that is mistyped asks for nothing", () => {
    const nothing = { bar: null, datasetId: null, suggestion: null };
    expect(readLink("")).toEqual(nothing);
    expect(readLink("?bar=soon&suggestion=abc")).toEqual(nothing);
  });
});
