import { type ColumnBundle, decodeBundle } from "@/graph-runtime/core/column-bundle.ts";

/** Fetches typed columns; a refusal is an error with the server's own words. */
export async function fetchColumns(path: string, signal?: AbortSignal): Promise<ColumnBundle> {
  const options = signal === undefined ? {} : { signal };
  const first = await fetch(path, options);
  // Asked for ahead, when the backtest was still under way: by now it is through.
  const response = first.status === 204 ? await fetch(path.replace(/[?&]ifReady=1/, ""), options) : first;
  if (response.ok) return decodeBundle(await response.arrayBuffer());
  const body: unknown = await response.json().catch(() => null);
  throw new Error(messageOf(body) ?? `The result could not be fetched (${response.status}). Try again.`);
}

function messageOf(body: unknown): string | null {
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : null;
}
