import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const largestLog = 10 * 1024 * 1024;

/** Returns a function that appends lines to a log file of the data folder, which is put aside when it has grown large. */
export function appendLog(folder, name) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return (text) => {
    try {
      appendFileSync(file, `${text}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end the launcher, which is the one to report it.
    }
  };
}
