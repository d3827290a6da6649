import { namedInstruments } from "@/graph-runtime/compiler/named-instruments.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { type ChosenHistories, chooseHistories } from "@/graph-runtime/sim/choose-histories.ts";
import type { Dataset } from "./datasets.ts";

/** Returns the histories that a draft runs on when the user has chosen one, as the server chooses them. */
export function draftData(
  document: GraphDocument,
  main: Dataset,
  datasets: readonly Dataset[],
): ChosenHistories<Dataset> {
  const { universe } = document;
  const references = namedInstruments(document, registry).filter((symbol) => !universe.includes(symbol));
  return chooseHistories({ universe, references }, main, datasets);
}
