/** Next calls this once, before it serves. */
export async function register(): Promise<void> {
  const { startTracing } = await import("./server/ops/start-tracing.ts");
  await startTracing("quantloom-web");
}
