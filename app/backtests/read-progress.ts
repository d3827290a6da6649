export type ProgressReport = {
  /** From 0 to 1. */
  readonly progress: number;
  /** Equity at the bars done since the last report, money. */
  readonly equity: readonly number[];
};

function readPoint(point: unknown): readonly number[] {
  const value: unknown = Array.isArray(point) ? point[1] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? [value] : [];
}

/** Returns what a progress event says, or null where it is something else. Equity comes as [bar, money] pairs. */
export function readProgress(payload: unknown): ProgressReport | null {
  if (typeof payload !== "object" || payload === null || !("progress" in payload)) return null;
  const { progress } = payload;
  if (typeof progress !== "number" || !Number.isFinite(progress)) return null;
  const equity = "equity" in payload && Array.isArray(payload.equity) ? payload.equity.flatMap(readPoint) : [];
  return { progress, equity };
}
