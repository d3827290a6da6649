import { openReader } from "./raw-reader.js";

const warmUps = 20;

/**
 * Lets clients read one address for some seconds, each its next request as soon as its last is answered, and returns percentiles.
 * `callers` are the headers of the clients, one each. `clientShare` is the processor time that the clients themselves took, per request.
 */
export async function measureReads({ url, callers, seconds }) {
  const readers = await Promise.all(callers.map((headers) => openReader(url, headers)));
  const milliseconds = [];
  let failed = 0;
  try {
    for (let round = 0; round < warmUps; round += 1) await Promise.all(readers.map((reader) => reader.read()));
    const processor = process.cpuUsage();
    const deadline = performance.now() + seconds * 1000;
    const client = async (reader) => {
      while (performance.now() < deadline) {
        const started = performance.now();
        const { status } = await reader.read();
        milliseconds.push(performance.now() - started);
        if (status !== 200) failed += 1;
      }
    };
    await Promise.all(readers.map(client));
    const { user, system } = process.cpuUsage(processor);
    milliseconds.sort((a, b) => a - b);
    const percentile = (share) => Number(milliseconds[Math.floor(milliseconds.length * share)].toFixed(1));
    return {
      path: new URL(url).pathname,
      requests: milliseconds.length,
      failed,
      perSecond: Math.round(milliseconds.length / seconds),
      p50: percentile(0.5),
      p95: percentile(0.95),
      p99: percentile(0.99),
      clientShare: Number(((user + system) / 1000 / milliseconds.length).toFixed(3)),
    };
  } finally {
    for (const reader of readers) reader.close();
  }
}
