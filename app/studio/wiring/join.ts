import { toast } from "sonner";
import { canConnect } from "@/graph-runtime/nodes/connect.ts";
import type { PortRef } from "../commands/command.ts";
import { connect, isSamePort } from "../commands/connect.ts";
import { type PortSide, portLabel } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import type { StudioStore } from "../store/studio-store.ts";

/** Connects two ports, or says in words why not. Returns whether the edge now exists. */
export function join(store: StudioStore, origin: PortRef, side: PortSide, other: PortRef): boolean {
  const from = side === "source" ? origin : other;
  const to = side === "source" ? other : origin;
  const { document, dispatch, announce, undo } = store.getState();
  const verdict = canConnect(document, from, to);
  if (!verdict.allowed) {
    refuse(store, verdict.reason);
    return false;
  }
  const replaced = indexOf(document).incoming.get(portKey(to.node, to.port));
  if (replaced !== undefined && isSamePort(replaced.from, from)) return true;
  dispatch(connect(from, to));
  const text = `${portLabel(document, from, "source")} connected to ${portLabel(document, to, "target")}`;
  announce(text);
  if (replaced !== undefined) {
    toast(`Replaced ${portLabel(document, replaced.from, "source")} at ${portLabel(document, to, "target")}`, {
      action: { label: "Undo", onClick: undo },
    });
  }
  return true;
}

/** Shows why a connection was refused, on screen and to screen readers. */
export function refuse(store: StudioStore, reason: string): void {
  toast.error("Cannot connect", { id: "refused-connection", description: reason });
  store.getState().announce(`Cannot connect. ${reason}`);
}
