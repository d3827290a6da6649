import { readFileSync } from "node:fs";
import { jsonFile } from "./data-folder.js";
import { LaunchError } from "./launch-error.js";
import { isProcessAlive } from "./process-alive.js";

function isLauncher(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.js");
  } catch {
    return true; // no /proc on this system: the living process id is all there is to go by
  }
}

/** Claims the data folder for this launcher, or throws when another one is at work on it. Returns { record, release }. */
export function claimDataFolder(dataFolder) {
  const file = jsonFile(dataFolder, "launcher.json");
  const other = file.read();
  if (other?.pid !== undefined && other.pid !== process.pid && isProcessAlive(other.pid) && isLauncher(other.pid)) {
    throw new LaunchError(
      `Quantloom is already running on ${dataFolder}${other.address ? ` at ${other.address}` : ""} (process ${other.pid}).`,
      "Open it there, stop it with Ctrl-C, or start a second one beside it: QUANTLOOM_DATA_DIR=.data-2 PORT=3001 npm start",
    );
  }
  file.write({ pid: process.pid });
  return {
    record: (facts) => file.write({ pid: process.pid, ...facts }),
    release: () => file.write({}),
  };
}
