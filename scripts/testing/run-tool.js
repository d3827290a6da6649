import { spawn } from "node:child_process";

/**
 * Runs one of the tools without any input and returns its exit code. Its output is shown as it comes, or given to `onOutput` where
 * another stage's is on the screen.
 */
export function runTool(root, parameters, { environment = {}, onOutput } = {}) {
  const output = onOutput === undefined ? "inherit" : "pipe";
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      cwd: root,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...environment },
    });
    child.stdout?.on("data", onOutput);
    child.stderr?.on("data", onOutput);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
