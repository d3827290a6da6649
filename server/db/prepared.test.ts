import { expect, test } from "vitest";
import { statementNames } from "./prepared.ts";

test("a statement keeps its name, and another one never gets it", () => {
  const nameOf = statementNames();
  const first = nameOf({ sql: "SELECT 1" });
  const second = nameOf({ sql: "SELECT 2" });
  expect(first).not.toBe("");
  expect(second).not.toBe(first);
  expect(nameOf({ sql: "SELECT 1" })).toBe(first);
});

test("no connection is filled with statements: those after the first few have no name", () => {
  const nameOf = statementNames(2);
  const names = ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 1"].map((sql) => nameOf({ sql }));
  expect(names.slice(2)).toEqual(["", names[0]]);
});
