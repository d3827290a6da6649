import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { findInstalledProgram } from "./installed-program.js";
import { libraryFolders, unpackDebianPackages } from "./unpacked-packages.js";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

async function unpack(source, target) {
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target, { mode: 0o755 }));
}

/** Unpacks the Chromium that comes in an npm package, with its fonts and software renderer, and returns its folder. */
async function unpackChromium(cacheFolder) {
  const require = createRequire(import.meta.url);
  const home = dirname(dirname(dirname(require.resolve("@sparticuz/chromium"))));
  const folder = join(cacheFolder, "chromium");
  if (existsSync(join(folder, "chromium"))) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const bin = existsSync(join(home, "bin")) ? join(home, "bin") : join(dirname(home), "bin");
  for (const file of readdirSync(bin)) {
    const target = join(unfinished, file.replace(/\.br$/, ""));
    await unpack(join(bin, file), target);
    if (!target.endsWith(".tar")) continue;
    const into = file.startsWith("swiftshader") ? unfinished : target.replace(/\.tar$/, "");
    mkdirSync(into, { recursive: true });
    const { status } = spawnSync("tar", ["-xf", target, "-C", into], { stdio: "ignore" });
    if (status !== 0) throw new Error(`${file} could not be unpacked: is tar installed?`);
    rmSync(target);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return folder;
}

function missingLibraries(binary, libraryPath) {
  const { stdout } = spawnSync("ldd", [binary], {
    encoding: "utf8",
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
  });
  return [...(stdout ?? "").matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/**
 * Returns { executablePath, environment } of a Chromium: the configured one (QUANTLOOM_CHROMIUM), an installed one, or
 * the one from npm, unpacked into the cache. Throws with what to do when none of them can run here.
 */
export async function findChromium(cacheFolder) {
  const known = process.env.QUANTLOOM_CHROMIUM ?? findInstalledProgram(names);
  if (known !== undefined) return { executablePath: known, environment: {} };
  const folder = await unpackChromium(cacheFolder);
  const executablePath = join(folder, "chromium");
  const current = process.env.LD_LIBRARY_PATH ?? "";
  if (missingLibraries(executablePath, current).length === 0) return { executablePath, environment: {} };
  // The npm package brings the libraries of another distribution; where those do not fit, the system's own are fetched.
  const candidates = [
    () => libraryFoldersBeside(folder),
    () => {
      const unpacked = unpackDebianPackages(cacheFolder, "chromium-libraries", ["libnss3", "libnspr4", "libsqlite3-0"]);
      return unpacked === undefined ? [] : libraryFolders(unpacked);
    },
  ];
  let missing = [];
  let lastWords = "";
  for (const candidate of candidates) {
    const libraryPath = [...candidate(), current].filter((path) => path !== "").join(delimiter);
    missing = missingLibraries(executablePath, libraryPath);
    if (missing.length > 0) continue;
    const trial = spawnSync(executablePath, ["--version", "--no-sandbox"], {
      env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
      encoding: "utf8",
    });
    lastWords = trial.stderr?.trim() || `it ended with ${trial.status ?? trial.signal ?? trial.error?.message}`;
    if (trial.status === 0) return { executablePath, environment: { LD_LIBRARY_PATH: libraryPath } };
  }
  const reason = lastWords || `the system lacks ${missing.join(", ")}`;
  throw new Error(
    `Chromium cannot start: ${reason}. ` +
      "Install them (Debian: apt-get install libnss3 libnspr4), or install a Chromium, or name one in QUANTLOOM_CHROMIUM.",
  );
}

function libraryFoldersBeside(folder) {
  return ["al2023/lib", "al2023"].map((path) => join(folder, path)).filter((path) => existsSync(path));
}
