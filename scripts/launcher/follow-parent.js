// Loaded first into the web process and the worker (node --import). They must not outlive a launcher that was killed: two
// generations of workers on one database would compete for its runs.
import { isMainThread } from "node:worker_threads";

// What the web process forks inherits this file, but has another parent, whose channel it needs for itself.
if (isMainThread && process.channel && process.env.QUANTLOOM_LAUNCHER === String(process.ppid)) {
  process.channel.unref();
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
}
