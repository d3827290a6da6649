import { z } from "zod";
import { BacktestDto } from "../dto.ts";

export const mostCompared = 5;

export const CompareRequest = z.strictObject({
  ids: z.array(z.uuid()).min(2, "two results at least").max(mostCompared, `${mostCompared} results at most`),
});

/** Up to five results side by side; lists of values are in the order of `runs`. */
export const ComparisonDto = z.object({
  runs: z.array(
    BacktestDto.pick({
      id: true,
      strategyId: true,
      strategyName: true,
      versionNumber: true,
      semanticHash: true,
      fingerprint: true,
      engineVersion: true,
      parameters: true,
      tags: true,
    }).extend({ datasetId: z.string(), snapshotId: z.string() }),
  ),
  statistics: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      unit: z.string(),
      definition: z.string(),
      values: z.array(z.number().nullable()),
      differs: z.boolean(),
    }),
  ),
  /** What each run's graph changed in that of the first; empty for the first. */
  graphs: z.array(
    z.object({
      addedNodes: z.array(z.string()),
      removedNodes: z.array(z.string()),
      changedNodes: z.array(z.string()),
      addedEdges: z.array(z.string()),
      removedEdges: z.array(z.string()),
    }),
  ),
});
export type ComparisonDto = z.infer<typeof ComparisonDto>;
