import { expect, test } from "vitest";
import { publicOrigins } from "./public-origins.ts";

test("the own machine is reached under both of its names", () => {
  expect(publicOrigins({ PORT: 3000 })).toEqual(["http://127.0.0.1:3000", "http://localhost:3000"]);
  expect(publicOrigins({ PORT: 1, QUANTLOOM_PUBLIC_URL: "http://localhost:4000/" })).toEqual([
    "http://localhost:4000",
    "http://127.0.0.1:4000",
  ]);
});

test("a public address is the only one", () => {
  expect(publicOrigins({ PORT: 3000, QUANTLOOM_PUBLIC_URL: "https://ql.test/app" })).toEqual(["https://ql.test"]);
});
