import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import type { Block, GraphDocument } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";
import { edgeId } from "../connect.ts";

/** Returns in words what is broken in a document that commands have made; nothing may ever be. */
export function brokenInvariants(document: GraphDocument): string[] {
  const blocks = document.blocks ?? [];
  const broken = brokenGraph(document, new Set(), document);
  if (new Set(blocks.map((block) => block.id)).size !== blocks.length) broken.push("two blocks bear the same id");
  for (const block of blocks) {
    const ports = new Set([BLOCK_INPUTS, BLOCK_OUTPUTS]);
    broken.push(...brokenGraph(block, ports, document).map((text) => `in the block ${block.id} ${text}`));
    broken.push(...brokenPorts(block));
  }
  return broken;
}

type Graph = Pick<GraphDocument, "nodes" | "edges" | "parameters"> & { readonly ui?: GraphDocument["ui"] | undefined };

function brokenGraph(graph: Graph, virtual: ReadonlySet<string>, document: GraphDocument): string[] {
  const broken: string[] = [];
  const ids = new Set([...graph.nodes.map((node) => node.id), ...virtual]);
  if (ids.size !== graph.nodes.length + virtual.size) broken.push("two nodes bear the same id");
  const inputs = new Set<string>();
  for (const { from, to } of graph.edges) {
    if (!ids.has(from.node) || !ids.has(to.node)) broken.push(`the edge ${from.node} > ${to.node} dangles`);
    const key = `${to.node}:${to.port}`;
    if (inputs.has(key)) broken.push(`the input ${key} has two edges`);
    inputs.add(key);
  }
  const { nodes = {}, groups = [], bends = {} } = graph.ui ?? {};
  for (const id of Object.keys(nodes)) if (!ids.has(id)) broken.push(`${id} has a place but does not exist`);
  const edges = new Set(graph.edges.map(edgeId));
  for (const id of Object.keys(bends)) if (!edges.has(id)) broken.push(`${id} has dots but does not exist`);
  const grouped = new Set<string>();
  for (const group of groups) {
    if (group.nodes.length === 0) broken.push(`the group ${group.id} is empty`);
    for (const id of group.nodes) {
      if (!ids.has(id)) broken.push(`the group ${group.id} holds ${id}, which does not exist`);
      if (grouped.has(id)) broken.push(`${id} is in two groups`);
      grouped.add(id);
    }
  }
  const knobs = new Set(graph.parameters.map((parameter) => parameter.key));
  if (knobs.size !== graph.parameters.length) broken.push("two knobs bear the same key");
  for (const node of graph.nodes) {
    for (const value of Object.values(node.params)) {
      if (typeof value === "object" && !Array.isArray(value) && !knobs.has(value.$param))
        broken.push(`${node.id} reads the knob ${value.$param}, which does not exist`);
    }
    if (node.kind.startsWith("block.")) broken.push(...brokenLink(node, document));
  }
  return broken;
}

function brokenLink(node: GraphDocument["nodes"][number], document: GraphDocument): string[] {
  const block = document.blocks?.find((candidate) => blockKind(candidate.id) === node.kind);
  if (block === undefined) return [`${node.id} stands for a block that does not exist`];
  return block.version === node.version
    ? []
    : [`${node.id} is at version ${node.version} of ${block.id} ${block.version}`];
}

function brokenPorts(block: Block): string[] {
  const [inputs, outputs] = [new Set(block.inputs.map(({ id }) => id)), new Set(block.outputs.map(({ id }) => id))];
  return block.edges.flatMap(({ from, to }) => [
    ...(from.node === BLOCK_INPUTS && !inputs.has(from.port) ? [`${block.id} has no input ${from.port}`] : []),
    ...(to.node === BLOCK_OUTPUTS && !outputs.has(to.port) ? [`${block.id} has no output ${to.port}`] : []),
  ]);
}
