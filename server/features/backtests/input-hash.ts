import { createHash } from "node:crypto";
import { canonicalJson } from "@/graph-runtime/graph/canonical.ts";
import type { BacktestData } from "./choose-data.ts";

/** Everything that decides a backtest's result. Settings of the run are part of the semantic hash. */
export type BacktestInputs = {
  readonly strategyId: string;
  readonly semanticHash: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly snapshotId: string;
  readonly engineVersion: string;
  /** The histories of a strategy that names several instruments. */
  readonly data?: BacktestData;
};

/** Returns the identity of a backtest: equal inputs have equal results, so they need computing only once. */
export function backtestInputHash(inputs: BacktestInputs): string {
  return createHash("sha256").update(canonicalJson(inputs)).digest("hex");
}
