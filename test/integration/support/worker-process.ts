import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export type WorkerBundle = { readonly file: string; readonly folder: string; remove(): void };

/** Bundles the worker as the launcher does, into a folder of the test's own. */
export async function bundleWorker(): Promise<WorkerBundle> {
  const parent = join(root, ".cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-worker-"));
  await build({
    absWorkingDir: root,
    entryPoints: {
      worker: "workers/main.ts",
      "backtest.thread": "workers/threads/backtest.thread.ts",
      "sweep.thread": "workers/threads/sweep.thread.ts",
      "import.thread": "workers/threads/import.thread.ts",
      "built-ins.thread": "workers/threads/built-ins.thread.ts",
      "compute-in-thread": "workers/threads/compute-in-thread.ts",
    },
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    logLevel: "silent",
  });
  return { file: join(folder, "worker.js"), folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type WorkerSettings = {
  readonly bundle: WorkerBundle;
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly roles?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

export type WorkerProcess = {
  readonly pid: number;
  /** Everything that it has logged, for a failing test's message. */
  readonly output: () => string;
  /** Ends it at once, wherever it is, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and returns its exit code. */
  stop(): Promise<number | null>;
};

/** Starts a real worker process and waits until it takes jobs. */
export async function startWorkerProcess(settings: WorkerSettings): Promise<WorkerProcess> {
  const { bundle, databaseUrl, redisUrl, roles = "backtest,live,feed,maintenance", environment = {} } = settings;
  const child = spawn(process.execPath, ["--enable-source-maps", bundle.file], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      QUANTLOOM_SECRET: "integration-tests-need-a-secret-of-32-characters",
      WORKER_ROLES: roles,
      LOG_LEVEL: "info",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"worker ready"')) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    kill: async () => {
      end(child, "SIGKILL");
      await exited;
    },
    stop: () => {
      end(child, "SIGTERM");
      return exited;
    },
  };
}

function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** Waits until `find` returns something, looking every `every` milliseconds for at most `within`. */
export async function eventually<Found>(
  find: () => Promise<Found | null | undefined | false>,
  { within = 45_000, every = 25, what = "the expected state" } = {},
): Promise<Found> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come about within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
