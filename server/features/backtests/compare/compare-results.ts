import type { GraphDocument, GraphEdge, GraphNode } from "@/graph-runtime/graph/document.ts";
import { AppError } from "../../../errors/app-error.ts";
import type { Context } from "../../../trpc/context.ts";
import { getVersion } from "../../strategies/service.ts";
import type { BacktestDto } from "../dto.ts";
import { getBacktest } from "../service.ts";
import type { ComparisonDto } from "./compare-dto.ts";

/** Puts results of a team side by side: every statistic, and what each graph changed in the first one. */
export async function compareResults(context: Context, ids: readonly string[]): Promise<ComparisonDto> {
  const runs = await Promise.all(ids.map((id) => getBacktest(context, id)));
  const unfinished = runs.find(({ statistics }) => statistics === null);
  if (unfinished !== undefined) {
    const message = `The backtest ${unfinished.id} has no results to compare: it is ${unfinished.status}.`;
    throw new AppError("not-possible-now", { message });
  }
  const versions = await Promise.all(runs.map(({ versionId }) => getVersion(context, versionId)));
  return {
    runs: runs.map(({ dataset, ...run }) => ({ ...run, datasetId: dataset.id, snapshotId: dataset.snapshotId })),
    statistics: statisticRows(runs),
    graphs: versions.map(({ document }) => graphChanges(versions[0]!.document, document)),
  };
}

function statisticRows(runs: readonly BacktestDto[]): ComparisonDto["statistics"] {
  const known = new Map(runs.flatMap(({ statistics }) => (statistics ?? []).map((one) => [one.id, one] as const)));
  return [...known.values()].map(({ id, label, unit, definition }) => {
    const values = runs.map(({ statistics }) => statistics?.find((one) => one.id === id)?.value ?? null);
    return { id, label, unit, definition, values, differs: values.some((value) => value !== values[0]) };
  });
}

/** Returns what the second graph changed in the first: nodes by id, edges as "node.port > node.port". */
export function graphChanges(before: GraphDocument, after: GraphDocument): ComparisonDto["graphs"][number] {
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const [oldEdges, nowEdges] = [before.edges.map(edgeText), after.edges.map(edgeText)];
  return {
    addedNodes: [...now.keys()].filter((id) => !old.has(id)),
    removedNodes: [...old.keys()].filter((id) => !now.has(id)),
    changedNodes: [...now].flatMap(([id, text]) => (old.has(id) && old.get(id) !== text ? [id] : [])),
    addedEdges: nowEdges.filter((edge) => !oldEdges.includes(edge)),
    removedEdges: oldEdges.filter((edge) => !nowEdges.includes(edge)),
  };
}

/** What a node means, as text by its id; where it stands and how it is called do not count. */
function nodesOf({ nodes }: GraphDocument): ReadonlyMap<string, string> {
  const meaning = ({ kind, version, params, muted }: GraphNode): string => {
    const sorted = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
    return JSON.stringify([kind, version, sorted, muted === true]);
  };
  return new Map(nodes.map((node) => [node.id, meaning(node)]));
}

const edgeText = ({ from, to }: GraphEdge): string => `${from.node}.${from.port} > ${to.node}.${to.port}`;
