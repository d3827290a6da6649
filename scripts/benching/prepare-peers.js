import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The Python engines that the bench is compared with, at the versions that the scripts are written for. */
const PEERS = {
  backtesting: ["backtesting==0.6.6"],
  // its import fails with plotly 6, which took a chart away that it names
  vectorbt: ["vectorbt==0.28.5", "plotly<6"],
};

/** Installs the engines into a virtual environment under `folder`; returns those that can be used, and why the others cannot. */
export function preparePeers(folder, only = Object.keys(PEERS)) {
  const python = join(folder, "venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const missing = [];
  const peers = [];
  if (!existsSync(python)) {
    const reason = tryRun("python3", ["-m", "venv", join(folder, "venv")]);
    if (reason !== null) return { python, peers, missing: only.map((name) => ({ name, reason })) };
  }
  for (const name of only) {
    const reason =
      tryRun(python, ["-c", `import ${name}`]) === null
        ? null
        : tryRun(python, [
            "-m",
            "pip",
            "--quiet",
            "--disable-pip-version-check",
            "install",
            ...(PEERS[name] ?? [name]),
          ]);
    if (reason === null) peers.push(name);
    else missing.push({ name, reason });
  }
  return { python, peers, missing };
}

/** Returns null, or the last line of what went wrong. */
function tryRun(command, parameters) {
  try {
    execFileSync(command, parameters, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
    return null;
  } catch (error) {
    const said = String(error.stderr ?? "")
      .trim()
      .split("\n")
      .at(-1);
    return said || error.message;
  }
}
