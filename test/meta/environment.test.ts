import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sourceFiles } from "../../scripts/checks/source-files.js";
import { projectRoot } from "./planted-tree.ts";

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
const documented = [...read(".env.example").matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!);
const known = [...read("server/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+):|DATABASE_URL(?=: PostgresUrl)/gm)].map(
  (match) => match[1] ?? match[0],
);
// Set by the launcher for its children, never by an operator.
const internal = ["QUANTLOOM_DEMO", "QUANTLOOM_DEV", "SIMULATORS_PORT", "SIMULATORS_URL"];
// Read by the launcher and the tests alone.
const outside = ["QUANTLOOM_CHROMIUM", "QUANTLOOM_REDIS_SERVER", "QUANTLOOM_REFERENCE_DATA"];

test("every setting that the server reads is explained in .env.example, and nothing else is", () => {
  expect([...documented].sort()).toEqual([...known.filter((name) => !internal.includes(name)), ...outside].sort());
});

test("process.env is read in one file of the product", () => {
  const readers = sourceFiles(projectRoot).filter(
    (path) => /^(app|server|workers|graph-runtime)\/.*\.tsx?$|^proxy\.ts$/.test(path) && !/\.test\.tsx?$/.test(path),
  );
  expect(readers.filter((path) => /process\.env/.test(read(path)))).toEqual(["server/env.ts"]);
});
