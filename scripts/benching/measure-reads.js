/** Lets a number of clients read one address, each its next request as soon as its last is answered, and returns percentiles. */
export async function measureReads({ url, headers, clients, seconds }) {
  const milliseconds = [];
  let failed = 0;
  const read = async () => {
    const started = performance.now();
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    milliseconds.push(performance.now() - started);
    if (!response.ok) failed += 1;
  };
  await read(); // the first request of a route compiles it
  milliseconds.length = 0;
  const deadline = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < deadline) await read();
  };
  await Promise.all(Array.from({ length: clients }, client));
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
  };
}
