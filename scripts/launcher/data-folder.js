import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LaunchError } from "./launch-error.js";

const leastFreeMegabytes = 300;

/** Throws a clear message when the disk that holds `folder` is all but full. */
export function requireFreeSpace(folder, freeBytes = freeSpace(folder)) {
  const megabytes = Math.floor(freeBytes / 1024 / 1024);
  if (megabytes >= leastFreeMegabytes) return;
  throw new LaunchError(
    `The disk that holds ${folder} is almost full: ${megabytes} MB free, at least ${leastFreeMegabytes} MB needed.`,
    "Free some space, or choose another place: QUANTLOOM_DATA_DIR=/path/with/space npm start",
  );
}

function freeSpace(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Creates the data folder and returns its absolute path. */
export function openDataFolder(root, configured) {
  const folder = resolve(root, configured ?? ".data");
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (error.code === "ENOSPC") throw error;
    throw new LaunchError(
      `The data folder ${folder} cannot be created (${error.code}).`,
      "Choose another place: QUANTLOOM_DATA_DIR=/path/of/yours npm start",
    );
  }
  requireFreeSpace(folder);
  return folder;
}

/** Returns the secret kept in `file`, and makes a random one on first use. Only the owner can read it (mode 600). */
export function keepSecret(file, bytes = 32) {
  if (existsSync(file)) {
    const secret = readFileSync(file, "utf8").trim();
    if (secret.length >= 32) return secret;
    throw new LaunchError(
      `${file} should hold a secret of at least 32 characters, it holds ${secret.length}.`,
      "Restore the file from a backup. Without it, sessions and encrypted credentials of this data folder are lost.",
    );
  }
  const secret = randomBytes(bytes).toString("hex");
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  return secret;
}

/** Reads and writes one small JSON file of the data folder. */
export function jsonFile(folder, name) {
  const file = join(folder, name);
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, "utf8"));
      } catch {
        return undefined;
      }
    },
    write(value) {
      // In one step: whoever reads it meanwhile sees the old content or the new.
      writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
