"use client";
import { memo, useMemo } from "react";
import { Select } from "@/app/ui/Select.tsx";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { PortShape } from "../canvas/PortShape.tsx";
import { disconnect, edgeId } from "../commands/connect.ts";
import {
  definitionOf,
  type PortSide,
  type PortView,
  portLabel,
  portsOf,
  shownInputs,
  titleOf,
} from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { join } from "./join.ts";
import { fitsFrom, opposite, verdictKey } from "./verdicts.ts";
import { wiringOf } from "./wiring-of.ts";

/** The ports of a node with what they are connected to, each as a menu: wiring without dragging. */
export function ConnectionList({ nodeId }: { readonly nodeId: string }) {
  const document = useStudio((state) => state.document);
  const node = indexOf(document).nodes.get(nodeId);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  if (definition === undefined) return null;
  const inputs = node === undefined ? [] : shownInputs(document, node);
  const { outputs } = portsOf(definition);
  if (inputs.length + outputs.length === 0) return null;
  return (
    <section aria-label="Connections" className="grid gap-2 border-t pt-4">
      {inputs.map((port) => (
        <PortMenu key={`in:${port.id}`} nodeId={nodeId} port={port} side="target" />
      ))}
      {outputs.map((port) => (
        <PortMenu key={`out:${port.id}`} nodeId={nodeId} port={port} side="source" />
      ))}
    </section>
  );
}

type PortMenuProps = { readonly nodeId: string; readonly port: PortView; readonly side: PortSide };

const PortMenu = memo(function PortMenu({ nodeId, port, side }: PortMenuProps) {
  const store = useStudioStore();
  const document = useStudio((state) => wiringOf(state.document));
  const here = useMemo(() => ({ node: nodeId, port: port.id }), [nodeId, port.id]);
  const options = useMemo(() => candidates(document, here, side), [document, here, side]);
  const present = side === "target" ? indexOf(document).incoming.get(portKey(nodeId, port.id)) : undefined;
  const outgoing = side === "source" ? (indexOf(document).outgoing.get(portKey(nodeId, port.id)) ?? []) : [];
  const value = present === undefined ? "" : portKey(present.from.node, present.from.port);
  const choose = (key: string): void => {
    const { dispatch } = store.getState();
    if (key === "") {
      if (present !== undefined) dispatch(disconnect(new Set([edgeId(present)])));
      return;
    }
    const [node = "", other = ""] = key.split(":");
    join(store, here, side, { node, port: other });
  };
  const name = `${side === "target" ? "Input" : "Output"} ${port.label}`;
  return (
    <div className="grid grid-cols-[minmax(0,5.5rem)_minmax(0,1fr)] items-center gap-2">
      <span className="flex items-center gap-2 truncate text-muted text-xs" title={port.help ?? port.label}>
        <PortShape type={port.type} filled={present !== undefined || outgoing.length > 0} size={11} />
        <span className="truncate">{port.label}</span>
      </span>
      {side === "target" ? (
        <Select
          aria-label={`${name} comes from`}
          data-testid={`connect-${nodeId}-${port.id}`}
          value={value}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{port.optional ? "Not connected" : "Needed"}</option>
          {options.map((option) => (
            <option key={option.key} value={option.key}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Select
          aria-label={`Connect ${name} to`}
          data-testid={`connect-${nodeId}-${port.id}`}
          value=""
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">
            {outgoing.length === 0
              ? "Connect to …"
              : `To ${outgoing.map((edge) => portLabel(document, edge.to, "target")).join("; ")}`}
          </option>
          {options.map((option) => (
            <option key={option.key} value={option.key}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
});

type Candidate = { readonly key: string; readonly label: string };

/** Returns the ports at the other side that may be joined to this one, in the document's order. */
function candidates(
  document: GraphDocument,
  here: { readonly node: string; readonly port: string },
  side: PortSide,
): readonly Candidate[] {
  // All at once: whether it would close a circle is asked of the graph, not of each of thousands of ports.
  const fits = fitsFrom(document, here, side);
  const far = opposite(side);
  return document.nodes.flatMap((node) => {
    const definition = definitionOf(node, document);
    if (definition === undefined || node.id === here.node) return [];
    const ports = portsOf(definition);
    return (side === "target" ? ports.outputs : ports.inputs)
      .filter((port) => fits.get(verdictKey(far, { node: node.id, port: port.id }))?.allowed === true)
      .map((port) => ({ key: portKey(node.id, port.id), label: `${titleOf(node, document)} · ${port.label}` }));
  });
}
