import { spawn } from "node:child_process";

/** Runs a command to its end and returns { code, output } with stdout and stderr together, in the order of arrival. */
export function runCommand(command, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const child = spawn(command, parameters, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const collect = (chunk) => {
      chunks.push(chunk);
      options.onOutput?.(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code: code ?? 1, signal, output: Buffer.concat(chunks).toString().trim() });
    });
  });
}

/** Returns the last lines of a long output: enough to see what went wrong. */
export function lastLines(text, count = 12) {
  return text.split("\n").slice(-count).join("\n");
}
