"use client";
import { Handle, Position } from "@xyflow/react";
import { type MouseEvent, memo } from "react";
import type { PortSide } from "../store/definitions.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import type { ShownPort } from "../store/shown-ports.ts";
import { join } from "../wiring/join.ts";
import { verdictKey } from "../wiring/verdicts.ts";
import { PortShape } from "./PortShape.tsx";

type PortHandleProps = { readonly nodeId: string; readonly port: ShownPort; readonly side: PortSide };

/** One port of a node: drag from it, drop on it, or click it and then another. */
export const PortHandle = memo(function PortHandle({ nodeId, port, side }: PortHandleProps) {
  const store = useStudioStore();
  const { connected } = port;
  const wiring = useStudio((state) => {
    if (state.wiring === null) return "idle";
    const { origin, side: from, fits } = state.wiring;
    if (from === side) return origin.node === nodeId && origin.port === port.id ? "origin" : "refused";
    return fits.get(verdictKey(side, { node: nodeId, port: port.id }))?.allowed === true ? "allowed" : "refused";
  });
  const isMissing = side === "target" && !port.optional && !connected;

  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    const { wiring: current, startWiring, stopWiring } = store.getState();
    const here = { node: nodeId, port: port.id };
    if (current === null) {
      startWiring(here, side, "click");
      return;
    }
    stopWiring();
    if (current.side === side) {
      const isSame = current.origin.node === nodeId && current.origin.port === port.id;
      if (!isSame) startWiring(here, side, "click");
    } else join(store, current.origin, current.side, here);
  };

  return (
    <Handle
      id={port.id}
      type={side}
      position={side === "source" ? Position.Right : Position.Left}
      className="port-handle"
      role="button"
      data-testid={`port-${nodeId}-${port.id}`}
      data-port={port.id}
      data-node={nodeId}
      data-side={side}
      data-wiring={wiring}
      data-missing={isMissing || undefined}
      aria-label={`${side === "source" ? "Output" : "Input"} ${port.label}${port.type === null ? "" : `, ${port.type}`}`}
      title={port.help ?? undefined}
      onClick={onClick}
    >
      <PortShape type={port.type} filled={connected} />
    </Handle>
  );
});
