import type { ELK } from "elkjs/lib/elk-api.js";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Position } from "../commands/add-node.ts";
import { fromElkGraph, type Size, toElkGraph } from "./elk-graph.ts";

let engine: Promise<ELK> | null = null;

/** The layout engine is large: it arrives with the first layout, and computes in a worker of its own. */
function loadEngine(): Promise<ELK> {
  engine ??= import("elkjs/lib/elk-api.js").then(
    ({ default: Elk }) =>
      new Elk({ workerFactory: () => new Worker(new URL("./elk.worker.ts", import.meta.url), { type: "module" }) }),
  );
  engine.catch(() => {
    engine = null;
  });
  return engine;
}

/** Returns positions for the nodes, laid out from left to right along the edges. */
export async function layOutGraph(
  document: GraphDocument,
  sizes: ReadonlyMap<string, Size>,
  subset: ReadonlySet<string> | null,
): Promise<Map<string, Position>> {
  const elk = await loadEngine();
  return fromElkGraph(await elk.layout(toElkGraph(document, sizes, subset)), document, subset);
}
