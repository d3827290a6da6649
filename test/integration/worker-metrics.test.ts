import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../../scripts/launcher/free-port.js";
import { openPlatform, type Platform } from "./support/platform.ts";
import { eventually, startWorkerProcess } from "./support/worker-process.ts";

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(async () => {
  await platform.close();
});

test("a worker tells its metrics on its own port, to whoever has the token", async () => {
  const port = await findFreePort();
  const token = "a token for the metrics";
  const worker = await startWorkerProcess({
    databaseUrl: platform.url,
    roles: "maintenance",
    environment: { WORKER_METRICS_PORT: String(port), METRICS_TOKEN: token },
  });
  try {
    const address = `http://127.0.0.1:${port}/metrics`;
    expect((await fetch(address)).status).toBe(401);
    const counted = await eventually(
      async () => {
        const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
        return /quantloom_job_seconds_count\{job="maintenance\.\w+",outcome="succeeded"\} [1-9]/.exec(
          await answer.text(),
        );
      },
      { what: "a job in the metrics", every: 200 },
    );
    expect(counted).not.toBeNull();
    expect(await worker.stop()).toBe(0);
  } finally {
    await worker.kill();
  }
});
