import { toast } from "@/app/ui/toast.ts";
import type { PortRef } from "../commands/command.ts";
import { connect, isSamePort } from "../commands/connect.ts";
import type { Kind } from "../kinds/kind.ts";
import { kinds } from "../kinds/kinds.ts";
import { insertBetween } from "../palette/insert-between.ts";
import { type PortSide, portLabel } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import type { StudioStore } from "../store/studio-store.ts";
import { canJoin } from "./can-join.ts";

/** Connects two ports, or says in words why not. Returns whether the edge now exists. */
export function join(store: StudioStore, origin: PortRef, side: PortSide, other: PortRef): boolean {
  const from = side === "source" ? origin : other;
  const to = side === "source" ? other : origin;
  const { document, dispatch, announce, undo } = store.getState();
  const verdict = canJoin(document, from, to);
  if (!verdict.allowed) {
    const between = verdict.between === undefined ? undefined : kinds.get(verdict.between);
    refuse(store, verdict.reason, between === undefined ? undefined : bridgeOffer(store, { from, to, between }));
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

type Offer = { readonly label: string; readonly onClick: () => void };
type Bridge = { readonly from: PortRef; readonly to: PortRef; readonly between: Kind };

/** Offers to put a node between two ports that do not fit. */
function bridgeOffer(store: StudioStore, { from, to, between }: Bridge): Offer {
  return {
    label: `Insert ${between.meta.title}`,
    onClick: () => {
      const { document, dispatch, select, announce } = store.getState();
      const bridge = insertBetween(document, { from, to, between });
      if (bridge === null) return;
      dispatch(bridge.command);
      select([bridge.id]);
      announce(`${between.meta.title} inserted and connected`);
    },
  };
}

/** Shows why a connection was refused, on screen and to screen readers. */
export function refuse(store: StudioStore, reason: string, offer?: Offer): void {
  toast.error("Cannot connect", {
    id: "refused-connection",
    description: reason,
    ...(offer === undefined ? { action: undefined } : { action: offer }),
  });
  store.getState().announce(`Cannot connect. ${reason}`);
}
