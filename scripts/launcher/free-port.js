import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Tells whether something can listen on this loopback port. */
export function isPortFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

// Below the ports that systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere): no connection and no
// server on port 0 takes a port of these between its being found here and its being listened on.
const [lowest, highest] = [20_000, 32_000];
const given = new Set();

/** Returns a loopback port that nothing listens on at the moment, and that this process was not given before. */
export async function findFreePort() {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (given.has(port)) continue;
    given.add(port);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${lowest} and ${highest} was found on the loopback interface.`);
}
