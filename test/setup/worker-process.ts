import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the workers of tests and benches unseal with; whoever seals for them needs the same. */
export const workerSecret = "integration-tests-need-a-secret-of-32-characters";

export type WorkerSettings = {
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

/** Starts a real worker process of the bundles in the folder and waits until it takes jobs. */
export async function startWorkerFrom(folder: string, settings: WorkerSettings): Promise<WorkerProcess> {
  const { databaseUrl, redisUrl, roles = "backtest,live,feed,maintenance", environment = {} } = settings;
  const child = spawn(process.execPath, [join(folder, "worker.js")], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      QUANTLOOM_SECRET: workerSecret,
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
