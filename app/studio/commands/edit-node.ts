import type { GraphDocument, GraphNode, ParamValue } from "@/graph-runtime/graph/document.ts";
import type { Command } from "./command.ts";

/** Sets one parameter of a node; `undefined` goes back to the default of the definition. */
export function setParam(nodeId: string, key: string, value: ParamValue | undefined): Command {
  return {
    label: `Change ${key}`,
    mergeKey: `param:${nodeId}:${key}`,
    apply: (document) =>
      editNode(document, nodeId, (node) => {
        if (value === undefined) {
          if (!(key in node.params)) return node;
          const { [key]: _dropped, ...rest } = node.params;
          return { ...node, params: rest };
        }
        return Object.is(node.params[key], value) ? node : { ...node, params: { ...node.params, [key]: value } };
      }),
  };
}

export function setLabel(nodeId: string, label: string): Command {
  return {
    label: "Rename node",
    mergeKey: `label:${nodeId}`,
    apply: (document) =>
      editNode(document, nodeId, (node) => {
        const { label: before, ...rest } = node;
        const after = label.trim();
        if ((before ?? "") === after) return node;
        return after === "" ? rest : { ...rest, label: after };
      }),
  };
}

export function setMuted(nodeIds: ReadonlySet<string>, muted: boolean): Command {
  return {
    label: muted ? "Mute" : "Unmute",
    apply: (document) => {
      let next = document;
      for (const id of nodeIds) {
        next = editNode(next, id, (node) => {
          const { muted: before, ...rest } = node;
          if ((before ?? false) === muted) return node;
          return muted ? { ...rest, muted } : rest;
        });
      }
      return next;
    },
  };
}

/** A bypassed node passes on what feeds it. */
export function setBypassed(nodeIds: ReadonlySet<string>, bypassed: boolean): Command {
  return {
    label: bypassed ? "Bypass" : "Use again",
    apply: (document) => {
      let next = document;
      for (const id of nodeIds) {
        next = editNode(next, id, (node) => {
          const { bypassed: before, ...rest } = node;
          if ((before ?? false) === bypassed) return node;
          return bypassed ? { ...rest, bypassed } : rest;
        });
      }
      return next;
    },
  };
}

function editNode(document: GraphDocument, id: string, edit: (node: GraphNode) => GraphNode): GraphDocument {
  const index = document.nodes.findIndex((node) => node.id === id);
  const node = document.nodes[index];
  if (node === undefined) return document;
  const edited = edit(node);
  return edited === node ? document : { ...document, nodes: document.nodes.with(index, edited) };
}
