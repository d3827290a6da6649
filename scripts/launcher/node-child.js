import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { appendLog } from "./append-log.js";
import { LaunchError } from "./launch-error.js";
import { lastLines } from "./run-command.js";

const followParent = new URL("./follow-parent.js", import.meta.url).href;
/**
 * Starts a Node process whose output goes to a log file, waits until `isReady({ output })` and returns
 * { pid, exited, stop }.
 */
export async function startNodeChild({
  name,
  root,
  parameters,
  environment,
  logFolder,
  isReady,
  patience = 60_000,
  verbose,
}) {
  const writeLog = appendLog(logFolder, name);
  const file = join(logFolder, `${name}.log`);
  const output = [];
  const child = spawn(process.execPath, ["--import", followParent, ...parameters], {
    cwd: root,
    env: { ...environment, QUANTLOOM_LAUNCHER: String(process.pid) },
    detached: true, // Ctrl-C reaches the launcher alone, which stops its children in order
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const collect = (chunk) => {
    writeLog(chunk.toString().trimEnd());
    output.push(chunk.toString());
    if (output.length > 400) output.shift();
    if (verbose) process.stdout.write(chunk);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  let isGone = false;
  let isAsked = false;
  const exit = new Promise((resolve) => {
    child.on("error", (error) => {
      output.push(error.message);
      isGone = true;
      resolve();
    });
    child.on("close", () => {
      isGone = true;
      resolve();
    });
  });
  const text = () => output.join("");

  async function stop() {
    isAsked = true;
    for (const [signal, wait] of [
      ["SIGTERM", 12_000],
      ["SIGKILL", 3_000],
    ]) {
      if (isGone) return;
      child.kill(signal);
      await Promise.race([exit, delay(wait, undefined, { ref: false })]);
    }
  }

  for (const deadline = Date.now() + patience; !(await isReady({ output: text() })); await delay(50)) {
    if (isGone) {
      throw new LaunchError(
        `The ${name} ended before it was ready.`,
        `Its whole log: ${file}`,
        lastLines(text().trim(), 20),
      );
    }
    if (Date.now() > deadline) {
      await stop();
      throw new LaunchError(
        `The ${name} was not ready after ${patience / 1000} seconds.`,
        `Its whole log: ${file}`,
        lastLines(text().trim(), 20),
      );
    }
  }
  return { pid: child.pid, exited: exit.then(() => (isAsked ? new Promise(() => {}) : text())), stop };
}
