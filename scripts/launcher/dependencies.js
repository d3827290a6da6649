import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.js";
import { lastLines, runCommand } from "./run-command.js";

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * Returns why the installed packages differ from package-lock.json, or undefined when they match. npm keeps its own record
 * of what it installed (node_modules/.package-lock.json), which also holds after an `npm install` by hand.
 */
export function whyInstallIsNeeded(root, { withDevelopment }) {
  const wanted = readJson(join(root, "package-lock.json"))?.packages ?? {};
  const installed = readJson(join(root, "node_modules/.package-lock.json"))?.packages;
  if (installed === undefined) return "nothing is installed yet";
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "" || entry.link || entry.optional || entry.devOptional) continue;
    if (entry.peer && installed[path] === undefined) continue;
    if (entry.dev && !withDevelopment) continue;
    if (installed[path]?.version !== entry.version) {
      return `${path.replace(/^.*node_modules\//, "")} should be ${entry.version}, is ${installed[path]?.version ?? "absent"}`;
    }
  }
  return undefined;
}

/** Installs exactly what package-lock.json names, when it is not installed already. Returns a note for the progress line. */
export async function ensureDependencies(root, { withDevelopment, onStart = () => {} }) {
  const reason = whyInstallIsNeeded(root, { withDevelopment });
  if (reason === undefined) return "as locked";
  onStart(reason);
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? { command: process.execPath, first: [process.env.npm_execpath] }
    : { command: process.platform === "win32" ? "npm.cmd" : "npm", first: [] };
  const parameters = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  parameters.push(withDevelopment ? "--include=dev" : "--omit=dev");
  const { code, output } = await runCommand(npm.command, [...npm.first, ...parameters], { cwd: root });
  if (code !== 0) {
    throw new LaunchError(
      "The packages could not be installed (npm ci failed).",
      output.includes("ENOSPC")
        ? "The disk is full: free about 2 GB and start again."
        : "Check the connection to the npm registry (`npm ping`) and start again.",
      lastLines(output),
    );
  }
  return "installed";
}
