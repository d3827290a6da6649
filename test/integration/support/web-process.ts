import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { RunCommandRequest } from "@/server/features/runs/dto.ts";
import type { Context } from "@/server/trpc/context.ts";
import { workerSecret } from "../../setup/worker-process.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Longer than an answer takes on a busy machine; a process that is killed ends its connections at once. */
const patienceMilliseconds = 5_000;

/** A web process that is killed and started again under one address. */
export type WebProcess = {
  readonly address: string;
  /** Starts it on the database; it answers once this resolves. */
  start(databaseUrl: string): Promise<void>;
  /** Ends it by SIGKILL, wherever it is, and starts another. */
  killAndStart(): Promise<void>;
  /** Asks for a command as a browser does; false where no answer came or it was not taken. */
  command(context: Context, request: RunCommandRequest): Promise<boolean>;
  /** Returns the cookie that a browser of this session carries. */
  cookie(context: Context): Promise<string>;
  close(): Promise<void>;
};

/** Bundles the web server and reserves an address for it, under which brokers may be told to post. */
export async function reserveWebProcess(): Promise<WebProcess> {
  const parent = join(root, ".cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-web-"));
  await build({
    absWorkingDir: root,
    entryPoints: { web: "test/integration/support/web-entry.ts" },
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    logLevel: "silent",
  });
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let database = "";
  const start = async (databaseUrl: string): Promise<void> => {
    database = databaseUrl;
    child = spawn(process.execPath, [join(folder, "web.js")], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl, QUANTLOOM_SECRET: workerSecret, PORT: String(port) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the web process ended with ${code} before it answered`);
    });
    await Promise.race([once(child.stdout ?? child, "data"), ended]);
    ended.catch(() => undefined); // from here on it is killed on purpose
  };
  const kill = async (): Promise<void> => {
    if (child === null || child.exitCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  return {
    address,
    start,
    async killAndStart() {
      await kill();
      await start(database);
    },
    async command(context, request) {
      const answer = await fetch(`${address}/api/trpc/runs.command`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: await cookieOf(context) },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(patienceMilliseconds),
      }).catch(() => null);
      return answer?.status === 200;
    },
    cookie: cookieOf,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const cookies = new Map<string, string>();

/** The cookie that a browser of this session carries. */
async function cookieOf({ db, session }: Context): Promise<string> {
  let cookie = cookies.get(session.id);
  if (cookie === undefined) {
    const { token } = await db.session.findUniqueOrThrow({ where: { id: session.id }, select: { token: true } });
    const signature = createHmac("sha256", workerSecret).update(token).digest("base64");
    cookie = `quantloom.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    cookies.set(session.id, cookie);
  }
  return cookie;
}
