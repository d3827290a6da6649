"use client";
import {
  type Connection,
  type FinalConnectionState,
  type HandleType,
  type IsValidConnection,
  type OnConnect,
  type OnConnectEnd,
  type OnConnectStart,
  type OnReconnect,
  useReactFlow,
} from "@xyflow/react";
import { useMemo, useRef } from "react";
import { toast } from "@/app/ui/toast.ts";
import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import { addBlockPort } from "../blocks/edit-block.ts";
import { openBlock } from "../blocks/scope.ts";
import type { PortRef } from "../commands/command.ts";
import { disconnect, reconnect } from "../commands/connect.ts";
import { type PortSide, portLabel, portTypeOf } from "../store/definitions.ts";
import type { FlowEdge } from "../store/flow-model.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import type { StudioStore } from "../store/studio-store.ts";
import { canJoin } from "./can-join.ts";
import { join, refuse } from "./join.ts";
import { firstCompatible } from "./verdicts.ts";

type WiringHandlers = {
  readonly isValidConnection: IsValidConnection<FlowEdge>;
  readonly onConnectStart: OnConnectStart;
  readonly onConnect: OnConnect;
  readonly onConnectEnd: OnConnectEnd;
  readonly onReconnectStart: (event: unknown, edge: FlowEdge) => void;
  readonly onReconnect: OnReconnect<FlowEdge>;
  readonly onReconnectEnd: (
    event: MouseEvent | TouchEvent,
    edge: FlowEdge,
    side: HandleType,
    state: FinalConnectionState,
  ) => void;
};

/** Returns React Flow's connection handlers, all decided by the runtime's own `canJoin`. */
export function useWiring(): WiringHandlers {
  const store = useStudioStore();
  const flow = useReactFlow();
  const moved = useRef<{ edge: string; done: boolean } | null>(null);
  return useMemo(() => {
    const endsOf = (connection: Connection | FlowEdge): { from: PortRef; to: PortRef } => ({
      from: { node: connection.source, port: connection.sourceHandle ?? "" },
      to: { node: connection.target, port: connection.targetHandle ?? "" },
    });
    return {
      isValidConnection: (connection) => {
        const { from, to } = endsOf(connection);
        return canJoin(store.getState().document, from, to).allowed;
      },
      onConnectStart: (_event, { nodeId, handleId, handleType }) => {
        if (nodeId === null || handleId === null || handleType === null) return;
        store.getState().startWiring({ node: nodeId, port: handleId }, handleType, "drag");
      },
      onConnect: (connection) => {
        const { from, to } = endsOf(connection);
        join(store, from, "source", to);
      },
      onConnectEnd: (event, state) => {
        const { wiring, document, stopWiring, openQuickAdd } = store.getState();
        stopWiring();
        if (wiring === null || wiring.mode !== "drag" || moved.current !== null || state.isValid === true) return;
        const { origin, side } = wiring;
        if (state.toHandle !== null && state.toNode !== null) {
          const other = { node: state.toNode.id, port: state.toHandle.id ?? "" };
          if (state.toHandle.type === side)
            refuse(
              store,
              side === "source" ? "Both are outputs: end at an input." : "Both are inputs: end at an output.",
            );
          else join(store, origin, side, other);
          return;
        }
        const screen = pointOf(event);
        const under = window.document.elementFromPoint(screen.x, screen.y);
        const body = under?.closest<HTMLElement>("[data-graph-node]")?.dataset["graphNode"];
        if (body !== undefined) {
          if (body === origin.node || addedPort(store, origin, side, body)) return;
          const port = firstCompatible(document, origin, side, body);
          if (port !== null) join(store, origin, side, port);
          else
            refuse(
              store,
              side === "source"
                ? "No input of this node takes this output."
                : "No output of this node fits this input.",
            );
        } else if (under?.closest(".react-flow__pane") != null) {
          openQuickAdd({ screen, flow: flow.screenToFlowPosition(screen), wire: { origin, side } });
        }
      },
      onReconnectStart: (_event, edge) => {
        moved.current = { edge: edge.id, done: false };
      },
      onReconnect: (edge, connection) => {
        const { from, to } = endsOf(connection);
        store.getState().dispatch(reconnect(edge.id, from, to));
        if (moved.current !== null) moved.current.done = true;
      },
      onReconnectEnd: (_event, edge, _side, state) => {
        const wasMoved = moved.current?.done === true;
        moved.current = null;
        store.getState().stopWiring();
        if (wasMoved || state.toHandle !== null) return;
        store.getState().dispatch(disconnect(new Set([edge.id])));
        toast("Edge removed", { action: { label: "Undo", onClick: store.getState().undo } });
      },
    };
  }, [store, flow]);
}

/** Inside a block, an edge that is dropped on its inputs or outputs becomes a port of the block. */
function addedPort(store: StudioStore, origin: PortRef, side: PortSide, body: string): boolean {
  const { document, scope, dispatch } = store.getState();
  const step = scope.at(-1);
  const type = portTypeOf(document, origin, side);
  if (step === undefined || type === null || body !== (side === "source" ? BLOCK_OUTPUTS : BLOCK_INPUTS)) return false;
  const list = side === "source" ? "outputs" : "inputs";
  const label = portLabel(document, origin, side).split(", ").at(-1) ?? origin.port;
  dispatch(addBlockPort(step.block, list, { label, type, version: step.version }));
  const added = openBlock(store.getState().root, scope)?.[list].at(-1);
  if (added !== undefined) join(store, origin, side, { node: body, port: added.id });
  return true;
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  if ("clientX" in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0] ?? event.touches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}
