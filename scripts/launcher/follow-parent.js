// Loaded first into the web process and the worker (node --import). They must not outlive a launcher that was killed: two
// generations of workers on one database would compete for its runs.
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.channel) {
  process.channel.unref();
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
}
