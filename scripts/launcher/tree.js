import { join } from "node:path";
import { keepSecret } from "./data-folder.js";
import { migrateDatabase, seedDatabase } from "./database-scripts.js";
import { findFreePort, isPortFree } from "./free-port.js";
import { LaunchError } from "./launch-error.js";
import { startSimulators } from "./simulators-process.js";
import { supervise } from "./supervisor.js";
import { startWeb } from "./web-process.js";
import { startWorker } from "./worker-process.js";

/** Throws a clear message when another program listens on the port of the web server. */
export async function requireFreePort({ port, host }) {
  if (await isPortFree(port, host)) return;
  throw new LaunchError(
    `Port ${port} is in use by another program.`,
    `Choose another one: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
  );
}

/** The processes of one installation: database, web server, worker, and in a demo the simulated brokers. Started in this order, stopped in the reverse one. */
export function createTree({ root, settings, dataFolder, progress, claim, onGivenUp }) {
  const address = `http://127.0.0.1:${settings.port}`;
  const logFolder = join(dataFolder, "logs");
  const supervised = new Map();
  let environment;
  let isStopping = false;

  const recordProcesses = () => {
    const processes = Object.fromEntries([...supervised].map(([name, one]) => [name, one.pid]));
    claim.record({ address, processes });
  };

  async function keepRunning(name, start) {
    const one = supervise({
      name,
      start,
      onStarted: recordProcesses,
      note: (text) => progress.note(text),
      onGivenUp,
    });
    supervised.set(name, one);
    await one.start();
  }

  async function openDatabase() {
    if (!settings.isEmbedded) return settings.databaseUrl;
    const { startDatabase } = await import("./embedded-database.js");
    const { appendLog } = await import("./append-log.js");
    let url;
    await keepRunning("database", async () => {
      const running = await startDatabase({ dataFolder, log: appendLog(logFolder, "database") });
      if (url !== undefined && url !== running.url) {
        await running.stop();
        throw new LaunchError(
          "The database's port was taken while it restarted.",
          "Start again: a free one is chosen.",
        );
      }
      url = running.url;
      return running;
    });
    return url;
  }

  async function start() {
    let databaseUrl;
    await progress.step(settings.isEmbedded ? "Database (embedded PostgreSQL)" : "Database", async () => {
      databaseUrl = await openDatabase(); // never shown: it holds the password
    });
    if (isStopping) return;
    environment = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(settings.port),
      QUANTLOOM_SECRET: settings.secret ?? keepSecret(join(dataFolder, "secret")),
      QUANTLOOM_PUBLIC_URL: process.env.QUANTLOOM_PUBLIC_URL ?? address,
      QUANTLOOM_DATA_DIR: dataFolder,
    };
    delete environment.QUANTLOOM_DEMO;
    delete environment.NODE_ENV;
    delete environment.QUANTLOOM_DEV;
    delete environment.SIMULATORS_URL;
    if (settings.isDemo) environment.QUANTLOOM_DEMO = "1";
    if (settings.isDevelopment) environment.QUANTLOOM_DEV = "1";
    await progress.step("Migrations", () => migrateDatabase(root, environment));
    await progress.step("First content", () => seedDatabase(root, environment));
    const shared = { root, settings, environment, logFolder };
    if (settings.isDemo) {
      // the same one after a restart of theirs: the others have been told it
      const port = await findFreePort();
      environment.SIMULATORS_URL = `http://127.0.0.1:${port}`;
      await progress.step("Simulated brokers", () =>
        keepRunning("simulators", () => startSimulators({ ...shared, port })),
      );
    }
    await progress.step("Worker and web server", () =>
      Promise.all([
        keepRunning("worker", () => startWorker(shared)),
        keepRunning("web server", () => startWeb(shared)),
      ]),
    );
    // since the command was given: what was installed and built first counts
    progress.note(`Ready in ${(performance.now() / 1000).toFixed(1)} s`);
  }

  return {
    start,
    restart: (name) => supervised.get(name)?.restart(),
    async stop() {
      isStopping = true;
      await Promise.allSettled([supervised.get("web server")?.stop(), supervised.get("worker")?.stop()]);
      await supervised.get("simulators")?.stop();
      await supervised.get("database")?.stop();
    },
    kill() {
      for (const { pid } of supervised.values()) if (pid !== undefined) process.kill(pid, "SIGKILL");
    },
    greeting() {
      const signIn = settings.isDemo
        ? "Press “Enter the demo” to sign in with one click, or create an account of your own."
        : "Sign in, or create the first account.";
      return `\n  Quantloom is ready: ${address}\n  ${signIn}\n  Logs: ${logFolder}\n  Ctrl-C stops everything; the data is kept.\n`;
    },
  };
}
