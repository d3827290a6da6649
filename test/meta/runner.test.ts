import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { runStages } from "../../scripts/testing/run-stages.js";
import { createScreen } from "../../scripts/testing/screen.js";
import { selectStages } from "../../scripts/testing/select-stages.js";
import { addTallies, lastLine, readPlaywrightReport, readVitestReport, tallyOf } from "../../scripts/testing/tally.js";
import { projectRoot } from "./planted-tree.ts";

const vitestTest = (fullName: string, status: string) => ({ fullName, status });
const vitestFile = (status: string, ...assertionResults: { fullName: string; status: string }[]) => ({
  status,
  assertionResults,
});

describe("adding up", () => {
  test("the last line sums every runner", () => {
    const total = addTallies([
      readVitestReport({
        success: true,
        testResults: [vitestFile("passed", vitestTest("a", "passed"), vitestTest("b", "passed"))],
      }),
      readPlaywrightReport({
        suites: [{ title: "x.e2e.ts", specs: [{ title: "c", tests: [{ status: "expected" }] }] }],
      }),
      tallyOf({ passed: 1, failed: 0, skippedNames: ["[redis] the queue delivers"] }),
    ]);
    expect(lastLine(total)).toBe("4 passed, 0 failed, 1 skipped");
  });

  test("a red run without a red test is one failure", () => {
    const report = { success: false, testResults: [vitestFile("passed", vitestTest("a", "passed"))] };
    expect(readVitestReport(report)).toMatchObject({ passed: 1, failed: 1 });
  });

  test("a browser test that passed on a second attempt is a failure", () => {
    const report = { suites: [{ title: "f", specs: [{ title: "t", tests: [{ status: "flaky" }] }] }] };
    expect(readPlaywrightReport(report)).toMatchObject({ passed: 0, failed: 1 });
  });

  test("browser tests in nested groups are counted", () => {
    const inner = {
      title: "group",
      specs: [{ title: "t", tests: [{ status: "expected" }, { status: "unexpected" }] }],
    };
    expect(readPlaywrightReport({ suites: [{ title: "f", suites: [inner] }] })).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("skipped tests", () => {
  test.each(["[redis] delivers", "queue [redis] delivers", "[reference] SPY", "[peers] TA-Lib"])(
    "%s may be skipped",
    (name) => {
      expect(tallyOf({ passed: 0, failed: 0, skippedNames: [name] })).toMatchObject({ failed: 0, skipped: 1 });
    },
  );

  test.each(["redis delivers", "a slow one", "[todo] later"])("%s counts as failed", (name) => {
    const tally = tallyOf({ passed: 0, failed: 0, skippedNames: [name] });
    expect(tally).toMatchObject({ failed: 1, skipped: 0, forbiddenSkips: [name] });
  });

  test.each(["skipped", "pending", "todo", "disabled"])("vitest's status %s is a skip", (status) => {
    const report = { success: true, testResults: [vitestFile("passed", vitestTest("unnamed", status))] };
    expect(readVitestReport(report).forbiddenSkips).toEqual(["unnamed"]);
  });

  test("a skipped browser test carries its whole path as its name", () => {
    const report = { suites: [{ title: "f.e2e.ts", specs: [{ title: "t", tests: [{ status: "skipped" }] }] }] };
    expect(readPlaywrightReport(report).forbiddenSkips).toEqual(["f.e2e.ts t"]);
  });
});

describe("choosing stages", () => {
  const stages = ["install", "lint", "unit", "e2e"].map((name) => ({ name }));
  const chosen = (...parameters: string[]) =>
    selectStages(stages, parameters).map((stage: { name: string }) => stage.name);

  test("without options all stages run in order", () => {
    expect(chosen()).toEqual(["install", "lint", "unit", "e2e"]);
  });

  test("--only keeps the named ones in their own order", () => {
    expect(chosen("--only", "e2e,lint")).toEqual(["lint", "e2e"]);
    expect(chosen("--only=unit")).toEqual(["unit"]);
  });

  test("--from starts at the named one", () => {
    expect(chosen("--from", "unit")).toEqual(["unit", "e2e"]);
  });

  test("an unknown stage or option is an error that names the known ones", () => {
    expect(() => chosen("--only", "units")).toThrow(
      'There is no stage "units". The stages are: install, lint, unit, e2e',
    );
    expect(() => chosen("--form", "unit")).toThrow("Unknown option --form");
  });
});

describe("running stages", () => {
  type Stage = { readonly name: string; readonly lane: string; readonly after?: readonly string[] };
  const stages: readonly Stage[] = [
    { name: "install", lane: "checks" },
    { name: "unit", lane: "tests", after: ["install"] },
    { name: "golden", lane: "tests", after: ["install"] },
    { name: "lint", lane: "checks", after: ["install"] },
    { name: "build", lane: "checks", after: ["install"] },
    { name: "e2e", lane: "tests", after: ["build"] },
  ];

  /** Runs stages that end when they are told to; `log` says what was under way when each began. */
  function start(chosen: readonly Stage[]) {
    const ends = new Map<string, (isGreen: boolean) => void>();
    const log: string[] = [];
    const left = runStages(chosen, ({ name }: Stage) => {
      log.push([...ends.keys(), name].join("+"));
      return new Promise<boolean>((resolve) => ends.set(name, resolve));
    });
    const end = async (name: string, isGreen = true): Promise<void> => {
      ends.get(name)?.(isGreen);
      ends.delete(name);
      await new Promise(setImmediate);
    };
    return { log, left, end };
  }

  test("runs two lanes beside each other, each in its order, and what waits for another after it", async () => {
    const { log, left, end } = start(stages);
    for (const name of ["install", "unit", "lint", "golden", "build", "e2e"]) await end(name);
    expect(await left).toEqual([]);
    expect(log).toEqual(["install", "unit", "unit+lint", "lint+golden", "golden+build", "e2e"]);
  });

  test("begins nothing after a red stage, and finishes what is under way", async () => {
    const { log, left, end } = start(stages);
    await end("install");
    await end("lint", false);
    await end("unit");
    expect((await left).map(({ name }: Stage) => name)).toEqual(["golden", "build", "e2e"]);
    expect(log).toEqual(["install", "unit", "unit+lint"]);
  });

  test("does not wait for a stage that was not asked for", async () => {
    const { left, end } = start(stages.filter(({ name }) => name === "e2e"));
    await end("e2e");
    expect(await left).toEqual([]);
  });
});

test("what a stage says while another writes to the terminal comes in one piece when it ends", () => {
  const written: string[] = [];
  const screen = createScreen((text: string) => written.push(text));
  const [tests, checks] = [screen.claim(), screen.claim()];
  checks.say("checking");
  tests.say("testing");
  checks.onOutput?.(Buffer.from("two files\n"));
  tests.say("tested");
  checks.release();
  tests.release();
  const next = screen.claim();
  next.say("next");
  expect(next.onOutput).toBeUndefined();
  expect(written).toEqual(["testing\n", "tested\n", "checking\ntwo files\n", "next\n"]);
});

test("a run that cannot start still ends in the line of numbers, red", () => {
  const { stdout, status } = spawnSync(process.execPath, ["scripts/test.js", "--only", "nonsense"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed, 0 skipped");
  expect(status).toBe(1);
});
