import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** Returns in words what is broken in a document that commands have made; nothing may ever be. */
export function brokenInvariants(document: GraphDocument): string[] {
  const broken: string[] = [];
  const ids = new Set(document.nodes.map((node) => node.id));
  if (ids.size !== document.nodes.length) broken.push("two nodes bear the same id");
  const inputs = new Set<string>();
  for (const { from, to } of document.edges) {
    if (!ids.has(from.node) || !ids.has(to.node)) broken.push(`the edge ${from.node} > ${to.node} dangles`);
    const key = `${to.node}:${to.port}`;
    if (inputs.has(key)) broken.push(`the input ${key} has two edges`);
    inputs.add(key);
  }
  for (const id of Object.keys(document.ui.nodes))
    if (!ids.has(id)) broken.push(`${id} has a place but does not exist`);
  const grouped = new Set<string>();
  for (const group of document.ui.groups) {
    if (group.nodes.length === 0) broken.push(`the group ${group.id} is empty`);
    for (const id of group.nodes) {
      if (!ids.has(id)) broken.push(`the group ${group.id} holds ${id}, which does not exist`);
      if (grouped.has(id)) broken.push(`${id} is in two groups`);
      grouped.add(id);
    }
  }
  const knobs = new Set(document.parameters.map((parameter) => parameter.key));
  if (knobs.size !== document.parameters.length) broken.push("two knobs bear the same key");
  for (const node of document.nodes) {
    for (const value of Object.values(node.params)) {
      if (typeof value === "object" && !Array.isArray(value) && !knobs.has(value.$param))
        broken.push(`${node.id} reads the knob ${value.$param}, which does not exist`);
    }
  }
  return broken;
}
