import { z } from "zod";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { Block, GraphEdge, GraphNode, PortReference } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { extractFragment, type Fragment } from "../commands/fragment.ts";

const largestText = 2_000_000;

const FragmentSchema = z.object({
  format: z.literal("quantloom.fragment/1"),
  nodes: z.array(GraphNode).max(10_000),
  edges: z.array(GraphEdge).max(40_000),
  inputs: z.array(z.object({ from: PortReference, to: PortReference })).max(40_000),
  positions: z.record(z.string(), z.object({ x: z.number(), y: z.number() })),
  knobs: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  blocks: z.array(Block).max(200).optional(),
});

export type ReadText = { readonly fragment: Fragment } | { readonly problem: string };

/** Reads what was pasted: a piece of a graph, or a whole strategy, whose nodes are then taken. Says what is wrong otherwise. */
export function readFragmentText(text: string): ReadText {
  if (text.trim() === "") return { problem: "The clipboard is empty." };
  if (text.length > largestText)
    return { problem: `The pasted text has ${Math.round(text.length / 1e6)} MB; a graph has 2 MB at most.` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: "The pasted text is not a graph: expected JSON that was copied from a canvas." };
  }
  const fragment = FragmentSchema.safeParse(json);
  if (fragment.success) {
    const { blocks, ...rest } = fragment.data;
    return { fragment: { ...rest, ...(blocks === undefined ? {} : { blocks }) } };
  }
  const { document, diagnostics } = readDocument(json);
  if (document !== null) return { fragment: wholeDocument(document) };
  return { problem: diagnostics[0]?.message ?? "The pasted text is not a graph." };
}

function wholeDocument(document: GraphDocument): Fragment {
  return extractFragment(document, new Set(document.nodes.map((node) => node.id)));
}
