import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepSecret, requireFreeSpace } from "./data-folder.js";
import { whyInstallIsNeeded } from "./dependencies.js";
import { describeError, LaunchError } from "./launch-error.js";
import { requireNodeVersion } from "./node-version.js";
import { claimDataFolder } from "./running-launcher.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quantloom-checks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the version of Node", () => {
  test.each(["18.20.4", "20.18.1"])("%s is too old, and the message says which to install", (version) => {
    expect(() => requireNodeVersion(version)).toThrow(`Node 20.19 or newer is needed, this is ${version}.`);
  });

  test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s is new enough", (version) => {
    expect(() => requireNodeVersion(version)).not.toThrow();
  });
});

describe.each(["start.js", "test.js"])("scripts/%s on an old Node", (script) => {
  test("says which to install, and touches nothing", () => {
    // The one thing that is not as on such a machine is the version that Node tells of itself.
    const pretend = 'Object.defineProperty(process.versions, "node", { value: "18.20.4" })';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, join(process.cwd(), "scripts", script)],
      { encoding: "utf8", env: { PATH: process.env["PATH"], QUANTLOOM_DATA_DIR: join(folder, "data") } },
    );
    expect(status).toBe(1);
    expect(stdout + stderr).toContain("Node 20.19 or newer is needed, this is 18.20.4.");
    expect(stdout + stderr).toContain("Install a current Node (https://nodejs.org, version 20, 22 or 24)");
    expect(stdout + stderr).not.toContain("    at ");
    expect(existsSync(join(folder, "data"))).toBe(false);
  });
});

describe("the disk", () => {
  test("299 MB free are too few, and the message says where else to put the data", () => {
    const attempt = () => requireFreeSpace("/data", 299 * 1024 * 1024);
    expect(attempt).toThrow("The disk that holds /data is almost full: 299 MB free, at least 300 MB needed.");
  });

  test("300 MB free are enough", () => {
    expect(() => requireFreeSpace("/data", 300 * 1024 * 1024)).not.toThrow();
  });

  test("a disk that fills up later is named as the cause, without a stack", () => {
    const text = describeError(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
    expect(text).toContain("The disk is full.");
    expect(text).not.toContain("at ");
  });
});

describe("a kept secret", () => {
  test("is random, kept, and readable by its owner alone", () => {
    const file = join(folder, "secret");
    const first = keepSecret(file);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(keepSecret(file)).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("that was cut short is refused, because a new one would make the data unreadable", () => {
    writeFileSync(join(folder, "secret"), "abc\n");
    expect(() => keepSecret(join(folder, "secret"))).toThrow(
      "should hold a secret of at least 32 characters, it holds 3",
    );
  });
});

describe("installing packages", () => {
  const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });
  const wanted = {
    "": { name: "quantloom" },
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/fsevents": { version: "2.3.3", optional: true },
  };

  function lay(installed: object | undefined) {
    writeFileSync(join(folder, "package-lock.json"), lock(wanted));
    if (installed === undefined) return;
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules/.package-lock.json"), lock(installed));
  }

  test("is needed when nothing is there", () => {
    lay(undefined);
    expect(whyInstallIsNeeded(folder, { withDevelopment: true })).toBe("nothing is installed yet");
  });

  test("is needed when a version differs from the lock", () => {
    lay({ "node_modules/zod": { version: "4.0.0" }, "node_modules/vitest": { version: "4.1.12" } });
    expect(whyInstallIsNeeded(folder, { withDevelopment: true })).toBe("zod should be 4.6.7, is 4.0.0");
  });

  test("is not needed for an optional package of another platform", () => {
    lay({ "node_modules/zod": { version: "4.6.7" }, "node_modules/vitest": { version: "4.1.12" } });
    expect(whyInstallIsNeeded(folder, { withDevelopment: true })).toBeUndefined();
  });

  test("is not needed for development packages in production", () => {
    lay({ "node_modules/zod": { version: "4.6.7" } });
    expect(whyInstallIsNeeded(folder, { withDevelopment: false })).toBeUndefined();
    expect(whyInstallIsNeeded(folder, { withDevelopment: true })).toBe("vitest should be 4.1.12, is absent");
  });
});

describe("one launcher per data folder", () => {
  test("a record left by a launcher that is gone does not stop the next one", () => {
    writeFileSync(join(folder, "launcher.json"), JSON.stringify({ pid: 2 ** 22 - 1, address: "http://127.0.0.1:1" }));
    expect(() => claimDataFolder(folder)).not.toThrow();
  });

  test("a process of another program with the recorded id does not stop the next one", () => {
    writeFileSync(join(folder, "launcher.json"), JSON.stringify({ pid: 1 }));
    expect(() => claimDataFolder(folder)).not.toThrow();
  });
});

test("an operator's problem is printed as problem, detail and what to do", () => {
  const text = describeError(new LaunchError("It is broken.", "Mend it.", "line one\nline two"));
  expect(text).toBe("\n✗ It is broken.\n    line one\n    line two\n  Mend it.\n");
});
