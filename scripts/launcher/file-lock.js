import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isProcessAlive } from "./process-alive.js";

function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  let holder = Number.NaN;
  try {
    holder = Number(readFileSync(file, "utf8"));
  } catch {
    return false; // released this moment
  }
  // The holder writes its id right after creating the file; an empty file is a holder at work, a dead id is a leftover.
  if (holder > 0 && !isProcessAlive(holder)) rmSync(file, { force: true });
  return false;
}

/** Runs `work` while no other process of this machine holds the same lock file; waits for its turn. */
export async function withFileLock(file, work) {
  while (!takeLock(file)) await delay(100);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
