"use client";
import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { toast } from "@/app/ui/toast.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { ask } from "../asking/ask.ts";
import { dissolveBlock } from "../blocks/dissolve-block.ts";
import { isInterfaceNode } from "../blocks/scope.ts";
import { snap } from "../commands/add-node.ts";
import { type AlignEdge, alignNodes, distributeNodes, type Size } from "../commands/align-nodes.ts";
import { addNote, groupNodes, removeNotes, ungroup } from "../commands/annotate.ts";
import { collapseGroup, collapseNodes } from "../commands/collapse.ts";
import { type Command, sequence } from "../commands/command.ts";
import { setBypassed, setMuted } from "../commands/edit-node.ts";
import { extractFragment, type Fragment, pasteFragment } from "../commands/fragment.ts";
import { nudgeNodes } from "../commands/move-nodes.ts";
import { removeAndReconnect, removeItems } from "../commands/remove-nodes.ts";
import { freePlace } from "../palette/insert-kind.ts";
import { indexOf } from "../store/document-index.ts";
import { isGraphId } from "../store/flow-model.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { canJoin } from "../wiring/can-join.ts";

export type EditActions = {
  readonly copy: () => Promise<void>;
  readonly cut: () => Promise<void>;
  readonly paste: (text: string, keepInputs?: boolean) => Promise<void>;
  readonly duplicate: () => void;
  readonly remove: () => void;
  readonly removeAndReconnect: () => void;
  readonly selectAll: () => void;
  readonly selectAlong: (direction: "upstream" | "downstream") => void;
  readonly toggleMute: () => void;
  readonly toggleBypass: () => void;
  readonly toggleCollapse: () => void;
  readonly align: (edge: AlignEdge) => void;
  readonly distribute: (axis: "across" | "down") => void;
  readonly makeBlock: () => void;
  /** Opens the block that is selected; false where none is. */
  readonly openBlock: () => boolean;
  readonly group: () => void;
  readonly ungroup: () => void;
  readonly note: () => void;
  readonly nudge: (dx: number, dy: number) => void;
};

/** The edits that keys, menus and buttons share. */
export function useEditActions(): EditActions {
  const store = useStudioStore();
  const flow = useReactFlow();
  return useMemo(() => {
    const state = () => store.getState();
    const chosen = (): ReadonlySet<string> => new Set(state().selectedNodes.filter((id) => !isInterfaceNode(id)));
    const chosenNodes = () => {
      const ids = chosen();
      return state().document.nodes.filter((node) => ids.has(node.id));
    };
    const sizeOf = (id: string): Size => {
      const measured = state().flowNodes.find((node) => node.id === id)?.measured;
      return { width: measured?.width ?? nodeWidth, height: measured?.height ?? 136 };
    };
    const others = (type: "note" | "group-frame"): ReadonlySet<string> =>
      new Set(
        state()
          .flowNodes.filter((node) => node.selected === true && node.type === type)
          .map((node) => node.id.slice(node.id.indexOf(":") + 1)),
      );
    const insert = (fragment: Fragment, at: { x: number; y: number }, keepInputs: boolean): void => {
      const pasted = pasteFragment(state().document, fragment, at, keepInputs);
      state().dispatch(pasted.command);
      state().select(pasted.ids);
    };
    const centre = (): { x: number; y: number } => {
      const box = document.querySelector(".studio-canvas")?.getBoundingClientRect();
      return flow.screenToFlowPosition({
        x: (box?.left ?? 0) + (box?.width ?? 800) / 3,
        y: (box?.top ?? 0) + (box?.height ?? 600) / 3,
      });
    };
    const copy = async (): Promise<void> => {
      if (chosen().size === 0) return;
      const text = JSON.stringify(extractFragment(state().document, chosen()), null, 2);
      try {
        await navigator.clipboard.writeText(text);
        state().announce(`${chosen().size} nodes copied`);
      } catch {
        toast.error("The browser did not allow copying", {
          description: "Allow this page to use the clipboard, and copy again.",
        });
      }
    };
    const remove = (): void => {
      const { selectedEdges, dispatch, document } = state();
      const notes = others("note");
      const groups = others("group-frame");
      const commands: Command[] = [];
      if (chosen().size + selectedEdges.length > 0) commands.push(removeItems(chosen(), new Set(selectedEdges)));
      if (notes.size > 0) commands.push(removeNotes(notes));
      if (groups.size > 0) commands.push(ungroup(groups));
      const first = commands[0];
      if (first === undefined) return;
      const count = chosen().size;
      dispatch(commands.length === 1 ? first : sequence("Delete", commands));
      if (count > 1 && state().document !== document)
        toast(`${count} nodes deleted`, { action: { label: "Undo", onClick: state().undo } });
    };
    return {
      copy,
      cut: async () => {
        await copy();
        remove();
      },
      paste: async (text, keepInputs = false) => {
        const read = await ask({ kind: "fragment", text });
        if ("problem" in read) toast.error("Nothing was pasted", { description: read.problem });
        else insert(read.fragment, centre(), keepInputs);
      },
      duplicate: () => {
        if (chosen().size === 0) return;
        const fragment = extractFragment(state().document, chosen());
        const places = Object.values(fragment.positions);
        const left = Math.min(...places.map((place) => place.x));
        const top = Math.min(...places.map((place) => place.y));
        insert(fragment, { x: left + 32, y: top + 48 }, true);
      },
      remove,
      removeAndReconnect: () => {
        if (chosen().size === 0) return;
        state().dispatch(removeAndReconnect(chosen(), (document, from, to) => canJoin(document, from, to).allowed));
      },
      selectAll: () =>
        state().select(
          state().document.nodes.map((node) => node.id),
          [...indexOf(state().document).edges.keys()],
        ),
      selectAlong: (direction) => {
        const { document, selectedNodes, select } = state();
        const near = document.edges
          .filter((edge) => selectedNodes.includes(direction === "upstream" ? edge.to.node : edge.from.node))
          .map((edge) => (direction === "upstream" ? edge.from.node : edge.to.node));
        if (near.length > 0) select([...new Set(near)]);
      },
      toggleMute: () =>
        state().dispatch(
          setMuted(
            chosen(),
            chosenNodes().some((node) => node.muted !== true),
          ),
        ),
      toggleBypass: () =>
        state().dispatch(
          setBypassed(
            chosen(),
            chosenNodes().some((node) => node.bypassed !== true),
          ),
        ),
      toggleCollapse: () => {
        const { document, dispatch } = state();
        const groups = others("group-frame");
        const folds = document.ui.groups
          .filter((group) => groups.has(group.id))
          .map((group) => collapseGroup(group.id, group.collapsed !== true));
        const ids = chosen();
        const isOpen = [...ids].some((id) => document.ui.nodes[id]?.collapsed !== true);
        const commands = ids.size === 0 ? folds : [...folds, collapseNodes(ids, isOpen)];
        if (commands.length > 0) dispatch(sequence(isOpen ? "Collapse" : "Expand", commands));
      },
      align: (edge) => state().dispatch(alignNodes([...chosen()], edge, sizeOf)),
      distribute: (axis) => state().dispatch(distributeNodes([...chosen()], axis, sizeOf)),
      makeBlock: () => {
        const ids = [...chosen()];
        import("../blocks/make-block.ts").then(
          ({ makeBlock }) => {
            const made = makeBlock(state().document, ids, freshTitle(state().document));
            if ("reason" in made) {
              toast.error("No block was made", { description: made.reason });
              return;
            }
            state().dispatch(made.command);
            state().select([made.id]);
          },
          () => toast.error("No block was made", { description: "Its code could not be loaded. Try again." }),
        );
      },
      openBlock: () => {
        const [only, ...more] = state().selectedNodes;
        if (only === undefined || more.length > 0) return false;
        const { scope } = state();
        state().enterBlock(only);
        return state().scope !== scope;
      },
      group: () => {
        const ids = [...chosen()];
        if (ids.length > 0) state().dispatch(groupNodes(freshUiId(state().document.ui.groups, "group"), "Group", ids));
      },
      ungroup: () => {
        const ids = chosen();
        const apart = [...ids].map((id) => dissolveBlock(state().document, id)).filter((block) => block !== null);
        if (apart.length === 1 && apart[0] !== undefined) {
          state().dispatch(apart[0].command);
          state().select(apart[0].ids);
          return;
        }
        const groups = state()
          .document.ui.groups.filter((group) => group.nodes.some((node) => ids.has(node)))
          .map((group) => group.id);
        const all = new Set([...groups, ...others("group-frame")]);
        if (all.size > 0) state().dispatch(ungroup(all));
      },
      note: () => {
        const { x, y } = snap(freePlace(state().document, centre()));
        const id = freshUiId(state().document.ui.notes, "note");
        state().dispatch(addNote({ id, text: "", x, y, width: 240, height: 120 }));
      },
      nudge: (dx, dy) => {
        const ids = state().selectedNodes.filter(isGraphId);
        if (ids.length > 0) state().dispatch(nudgeNodes(ids, dx, dy));
      },
    };
  }, [store, flow]);
}

function freshTitle(document: Pick<GraphDocument, "blocks">): string {
  const taken = new Set((document.blocks ?? []).map((block) => block.title));
  for (let count = 1; ; count += 1) if (!taken.has(`Block ${count}`)) return `Block ${count}`;
}

function freshUiId(items: readonly { readonly id: string }[], base: string): string {
  const taken = new Set(items.map((item) => item.id));
  for (let count = 1; ; count += 1) if (!taken.has(`${base}-${count}`)) return `${base}-${count}`;
}
