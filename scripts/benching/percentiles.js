/** Returns median, 95th percentile and count of a list of milliseconds, rounded to a tenth. */
export function percentiles(milliseconds) {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), count: sorted.length };
}
