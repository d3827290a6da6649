// Checks the types of every folder with its own tsconfig, two compilers at a time. Workers are checked with the server: under the same
// options, and they import most of it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureNextEnvironmentTypes } from "./checks/next-environment-types.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const projects = ["graph-runtime", "server", "test", "."].filter((folder) =>
  existsSync(`${root}/${folder}/tsconfig.json`),
);
const only = process.argv.slice(2).map((name) => (name === "app" ? "." : name));
const queue = only.length > 0 ? projects.filter((folder) => only.includes(folder)) : [...projects];

/** Runs the compiler over one folder and returns its exit code and output. Its collector may wait for a gigabyte. */
function checkFolder(folder) {
  return new Promise((resolve) => {
    const output = [];
    const compiler = spawn(
      process.execPath,
      [
        `${root}/node_modules/typescript-native/bin/tsc`,
        ...["-p", `${root}/${folder}/tsconfig.json`, "--pretty", "false"],
        // The compiler's own threads would each work out the same types again: twice the processor time, and not sooner.
        "--singleThreaded",
        // What did not change since the last time is not checked again: seconds instead of a minute while writing.
        ...[
          "--incremental",
          "--tsBuildInfoFile",
          `${root}/.cache/types/${folder === "." ? "app" : folder}.tsbuildinfo`,
        ],
      ],
      { cwd: root, env: { GOGC: "400", ...process.env }, stdio: ["ignore", "pipe", "pipe"] },
    );
    compiler.stdout.on("data", (chunk) => output.push(chunk));
    compiler.stderr.on("data", (chunk) => output.push(chunk));
    compiler.on("close", (code) => resolve({ code, text: Buffer.concat(output).toString().trim() }));
  });
}

let isRed = false;
async function lane() {
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const started = performance.now();
    const { code, text } = await checkFolder(folder);
    const name = folder === "." ? "app" : folder;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`types ${name}: ${code === 0 ? "ok" : "red"} (${seconds} s)`);
    if (code !== 0) {
      isRed = true;
      console.log(text);
    }
  }
}

ensureNextEnvironmentTypes(root);
await Promise.all([lane(), lane()]);
process.exitCode = isRed ? 1 : 0;
