import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const projectRoot = process.cwd();

export type PlantedTree = {
  readonly folder: string;
  run(binary: string, ...parameters: string[]): Promise<{ readonly code: number; readonly output: string }>;
  remove(): void;
};

/** Lays out a small project with the given files, our real rules and our real packages, to see whether a rule bites. */
export function plantTree(options: {
  readonly rules: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}): PlantedTree {
  const folder = mkdtempSync(join(tmpdir(), "quantloom-planted-"));
  for (const path of options.rules) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(projectRoot, path), join(folder, path), { recursive: true });
  }
  for (const [path, text] of Object.entries(options.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    run: (binary, ...parameters) => runBinary(folder, binary, parameters),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runBinary(folder: string, binary: string, parameters: readonly string[]) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const file = join(projectRoot, "node_modules", binary);
    const environment = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", VITEST: "" };
    execFile(
      process.execPath,
      [file, ...parameters],
      { cwd: folder, env: environment, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` });
      },
    );
  });
}
