import { setTimeout as delay } from "node:timers/promises";
import { LaunchError } from "./launch-error.js";
import { lastLines } from "./run-command.js";

const mostRestarts = 5;
const windowMilliseconds = 60_000;

/**
 * Keeps one process running. `start` starts it and resolves once it is ready, with { exited, stop }; `exited` resolves with
 * its last output when it ends unasked. It is started again with growing pauses; after five ends within a minute, or
 * when it cannot be started at all, `onGivenUp` is called with an error that says so.
 */
export function supervise({
  name,
  start,
  note,
  onGivenUp,
  onStarted = () => {},
  pause = (attempt) => 250 * 2 ** attempt,
}) {
  let current;
  let isStopping = false;
  const ends = [];

  async function startOnce() {
    const started = await start();
    current = started;
    onStarted();
    if (isStopping) await started.stop();
    return started;
  }

  async function watch(running) {
    for (let instance = running; ; ) {
      const output = await instance.exited;
      if (isStopping) return;
      for (;;) {
        const now = performance.now();
        ends.push(now);
        while (ends[0] < now - windowMilliseconds) ends.shift();
        if (ends.length > mostRestarts) {
          throw new LaunchError(
            `The ${name} ended ${ends.length} times within a minute and is given up.`,
            "Everything is stopped; the data is kept. The last lines above say why it ended.",
            lastLines(String(output).trim()),
          );
        }
        note(`! The ${name} ended unexpectedly; starting it again (${ends.length} of ${mostRestarts})`);
        await delay(pause(ends.length - 1));
        if (isStopping) return;
        try {
          instance = await startOnce();
          note(`✓ The ${name} is back`);
          break;
        } catch (error) {
          if (isStopping) return;
          if (ends.length >= mostRestarts) throw error;
        }
      }
    }
  }

  return {
    async start() {
      watch(await startOnce()).catch((error) => {
        if (!isStopping) onGivenUp(error);
      });
    },
    /** Replaces the running process by a new one, for example after its code changed. */
    async restart() {
      await current?.stop();
      watch(await startOnce()).catch((error) => {
        if (!isStopping) onGivenUp(error);
      });
    },
    async stop() {
      isStopping = true;
      await current?.stop();
    },
    get pid() {
      return current?.pid;
    },
  };
}
