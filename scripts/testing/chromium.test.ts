import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findChromium } from "./chromium.js";

// The programs of the system that are asked (ldd, apt-get, dpkg-deb) are scripts in a folder that is the whole PATH, and the Chromium
// from npm is one that starts only where its library can be found.
let folder: string;
let cache: string;
let programs: string;
const npmChromium = () => join(cache, "chromium/chromium");
const debianFolder = () => join(cache, "chromium-libraries/usr/lib/x86_64-linux-gnu");

function program(file: string, ...lines: string[]): void {
  writeFileSync(file, ["#!/bin/sh", "PATH=/usr/bin:/bin", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
}
const install = (name: string, ...lines: string[]): void => program(join(programs, name), ...lines);

/** A line of shell that is true where some folder of LD_LIBRARY_PATH holds the library. */
const hasLibrary = "for one in $(echo $LD_LIBRARY_PATH | tr : ' '); do [ -e $one/libnss3.so ] && found=1; done";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quantloom-chromium-"));
  cache = join(folder, "cache");
  programs = join(folder, "bin");
  for (const path of [programs, join(cache, "chromium/al2023/lib")]) mkdirSync(path, { recursive: true });
  vi.stubEnv("PATH", programs);
  vi.stubEnv("QUANTLOOM_CHROMIUM", undefined);
  vi.stubEnv("LD_LIBRARY_PATH", undefined);
  program(npmChromium(), hasLibrary, '[ -n "$found" ]');
  install(
    "ldd",
    hasLibrary,
    '[ -n "$found" ] || echo "	libnss3.so => not found"',
    'echo "	libc.so.6 => /lib/libc.so.6"',
  );
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Packages can be had: what is downloaded holds the library. */
function offerPackages({ afterUpdate = false } = {}): void {
  const updated = join(folder, "updated");
  install(
    "apt-get",
    `if [ "$1" = update ]; then touch ${updated}; exit 0; fi`,
    afterUpdate ? `[ -e ${updated} ] || exit 100` : "",
    'echo "$@" > downloaded.txt; touch libnss3.deb',
  );
  install("dpkg-deb", 'mkdir -p "$3/usr/lib/x86_64-linux-gnu" && touch "$3/usr/lib/x86_64-linux-gnu/libnss3.so"');
}

test("a configured Chromium is taken, whatever else is there", async () => {
  install("chromium", "exit 0");
  vi.stubEnv("QUANTLOOM_CHROMIUM", "/opt/chromium");
  expect(await findChromium(cache)).toEqual({ executablePath: "/opt/chromium", environment: {} });
});

test("an installed Chromium is taken before the one from npm", async () => {
  install("google-chrome", "exit 0");
  expect(await findChromium(cache)).toEqual({ executablePath: join(programs, "google-chrome"), environment: {} });
});

test("the one from npm is taken as it is where the system has its libraries", async () => {
  install("ldd", 'echo "	libnss3.so => /usr/lib/libnss3.so"');
  expect(await findChromium(cache)).toEqual({ executablePath: npmChromium(), environment: {} });
});

test("libraries that came with it are used where the system has none", async () => {
  writeFileSync(join(cache, "chromium/al2023/lib/libnss3.so"), "");
  const { executablePath, environment } = await findChromium(cache);
  expect(executablePath).toBe(npmChromium());
  expect(environment.LD_LIBRARY_PATH?.split(":")).toContain(join(cache, "chromium/al2023/lib"));
});

test("libraries of the system's own packages are unpacked into the cache where nothing else fits", async () => {
  offerPackages();
  const { executablePath, environment } = await findChromium(cache);
  expect(executablePath).toBe(npmChromium());
  expect(environment.LD_LIBRARY_PATH?.split(":")).toContain(debianFolder());
  // They stay: the next run asks no server.
  install("apt-get", "exit 100");
  expect((await findChromium(cache)).environment).toEqual(environment);
});

test("a machine without package lists fetches them first", async () => {
  offerPackages({ afterUpdate: true });
  expect((await findChromium(cache)).environment.LD_LIBRARY_PATH?.split(":")).toContain(debianFolder());
});

test("where nothing can run, the message names what is missing and the ways out", async () => {
  install("apt-get", "exit 100");
  await expect(findChromium(cache)).rejects.toThrow(
    "Chromium cannot start: the system lacks libnss3.so. Install them (Debian: apt-get install libnss3 libnspr4), " +
      "or install a Chromium, or name one in QUANTLOOM_CHROMIUM.",
  );
});

test("a Chromium that does not start although its libraries are there is not taken for one that does", async () => {
  writeFileSync(join(cache, "chromium/al2023/lib/libnss3.so"), "");
  program(npmChromium(), "echo 'cannot allocate memory' >&2; exit 1");
  install("apt-get", "exit 100");
  await expect(findChromium(cache)).rejects.toThrow("cannot allocate memory");
});
