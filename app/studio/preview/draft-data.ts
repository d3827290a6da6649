import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { canMakeBars } from "@/graph-runtime/market/timeframe-lengths.ts";
import { type ChosenHistories, chooseHistories } from "@/graph-runtime/sim/choose-histories.ts";
import { kinds } from "../kinds/kinds.ts";
import { resolvedParams } from "../store/definitions.ts";
import type { Dataset, History } from "./datasets.ts";

/** Returns the histories that a draft runs on when the user has chosen one, as the server chooses them. */
export function draftData(
  document: GraphDocument,
  main: Dataset,
  datasets: readonly Dataset[],
): ChosenHistories<History> {
  const { universe, settings } = document;
  const references = instrumentsOf(document).filter((symbol) => !universe.includes(symbol));
  const made = canMakeBars(main.timeframe, settings.timeframe) ? settings.timeframe : null;
  const isFine = made !== null && settings.execution.intrabar === "magnifier";
  const used = (dataset: Dataset): History => ({ ...dataset, made, isFine });
  const { lanes, references: looked, missing } = chooseHistories({ universe, references }, main, datasets);
  return { lanes: lanes.map(used), references: looked.map(used), missing };
}

/** Returns the symbols that nodes name, in the strategy and in its blocks, with the knobs at their defaults. */
function instrumentsOf(document: GraphDocument): readonly string[] {
  const symbols = new Set<string>();
  for (const node of [document, ...(document.blocks ?? [])].flatMap(({ nodes }) => nodes)) {
    const key = node.muted === true ? undefined : kinds.get(node.kind, node.version)?.instrument;
    const symbol = key === undefined ? undefined : resolvedParams(document, node)[key];
    if (typeof symbol === "string" && symbol !== "") symbols.add(symbol);
  }
  return [...symbols];
}
