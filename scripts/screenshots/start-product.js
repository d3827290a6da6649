import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Starts the product as its operator does and returns { address, stop } once it is ready. */
export async function startProduct({ root, port, dataFolder, environment = {} }) {
  const address = `http://127.0.0.1:${port}`;
  const output = [];
  const launcher = spawn(process.execPath, [join(root, "scripts/start.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment, PORT: String(port), QUANTLOOM_DATA_DIR: dataFolder },
  });
  let isGone = false;
  const exit = new Promise((resolve) => {
    launcher.on("exit", (code) => {
      isGone = true;
      resolve(code);
    });
  });
  const collect = (chunk) => output.push(chunk.toString());
  launcher.stdout.on("data", collect);
  launcher.stderr.on("data", collect);
  while (!output.join("").includes("Quantloom is ready:")) {
    if (isGone) throw new Error(`The product did not start:\n${output.join("")}`);
    await delay(100);
  }
  return {
    address,
    pid: launcher.pid,
    output: () => output.join(""),
    exit,
    async stop() {
      launcher.kill("SIGTERM");
      return await exit;
    },
  };
}
