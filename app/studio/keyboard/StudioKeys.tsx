"use client";
import { useReactFlow } from "@xyflow/react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useStudioStore } from "../store/StudioContext.tsx";
import type { EditActions } from "./use-edit-actions.ts";
import { isTyping, useShortcuts } from "./use-shortcuts.ts";

type StudioKeysProps = {
  readonly edit: EditActions;
  readonly onRun: () => void;
  readonly onTidy: () => void;
  readonly onSearch: () => void;
  readonly onOutline: () => void;
  readonly onHelp: () => void;
  readonly onRename: () => void;
};

const gridStep = 8;

/** Ties the keyboard to the studio's actions. Draws nothing. */
export function StudioKeys({ edit, onRun, onTidy, onSearch, onOutline, onHelp, onRename }: StudioKeysProps) {
  const store = useStudioStore();
  const flow = useReactFlow();
  const pointer = useRef<{ x: number; y: number } | null>(null);

  // External system: the pointer, where a new block goes.
  useEffect(() => {
    const follow = (event: PointerEvent): void => {
      const inside = event.target instanceof Element && event.target.closest(".studio-canvas") !== null;
      pointer.current = inside ? { x: event.clientX, y: event.clientY } : null;
    };
    window.addEventListener("pointermove", follow, { passive: true });
    return () => window.removeEventListener("pointermove", follow);
  }, []);

  // External system: the clipboard; the event carries the text without asking for a permission.
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (isTyping(event.target)) return;
    const text = event.clipboardData?.getData("text/plain");
    if (text === undefined) return;
    event.preventDefault();
    void edit.paste(text); // its failures are shown by itself
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => onPaste(event);
    window.addEventListener("paste", listen);
    return () => window.removeEventListener("paste", listen);
  }, []);

  const quickAdd = (key: string): boolean => {
    const canvas = document.querySelector(".studio-canvas");
    if (canvas === null) return false;
    // Tab adds only where the pointer was moved over the canvas last. Who walks through the page with Tab keeps walking.
    if (key === "Tab" && pointer.current === null) return false;
    const box = canvas.getBoundingClientRect();
    const screen = pointer.current ?? { x: box.left + box.width / 2 - 150, y: box.top + box.height / 3 };
    store.getState().openQuickAdd({ screen, flow: flow.screenToFlowPosition(screen) });
    return true;
  };
  const hasSelection = (): boolean =>
    store.getState().flowNodes.some((node) => node.selected === true) || store.getState().selectedEdges.length > 0;
  const act = (action: () => unknown): boolean => {
    void action(); // clipboard actions report their own failures
    return true;
  };
  const nudge = (event: KeyboardEvent, dx: number, dy: number): boolean => {
    if (
      !hasSelection() ||
      (event.target instanceof Element &&
        event.target.closest(
          '[role="slider"],[role="listbox"],[role="tablist"],[role="radiogroup"],[role="treegrid"]',
        ) !== null)
    )
      return false;
    const size = event.shiftKey ? gridStep * 4 : gridStep;
    return act(() => edit.nudge(dx * size, dy * size));
  };

  useShortcuts((id, event) => {
    switch (id) {
      case "quick-add":
        if (quickAdd(event.key)) return true;
        pointer.current = null;
        return false;
      case "search":
        return act(onSearch);
      case "run":
        return act(onRun);
      case "undo":
        return act(() => store.getState().undo());
      case "redo":
        return act(() => store.getState().redo());
      case "copy":
        return window.getSelection()?.toString() === "" && store.getState().selectedNodes.length > 0 && act(edit.copy);
      case "cut":
        return store.getState().selectedNodes.length > 0 && act(edit.cut);
      case "duplicate":
        return act(edit.duplicate);
      case "delete":
        return hasSelection() && act(edit.remove);
      case "delete-reconnect":
        return act(edit.removeAndReconnect);
      case "select-all":
        return act(edit.selectAll);
      case "upstream":
      case "downstream":
        return act(() => edit.selectAlong(id));
      case "group":
        return act(edit.group);
      case "ungroup":
        return act(edit.ungroup);
      case "make-block":
        return act(edit.makeBlock);
      case "open-block":
        // Enter also presses the button that has the focus.
        return document.activeElement?.closest("button, a, [role='button']") === null && edit.openBlock();
      case "note":
        return act(edit.note);
      case "mute":
        return act(edit.toggleMute);
      case "bypass":
        return act(edit.toggleBypass);
      case "collapse":
        return act(edit.toggleCollapse);
      case "align-left":
      case "align-right":
      case "align-top":
      case "align-bottom": {
        const edge = {
          "align-left": "left",
          "align-right": "right",
          "align-top": "top",
          "align-bottom": "bottom",
        } as const;
        return store.getState().selectedNodes.length > 1 && act(() => edit.align(edge[id]));
      }
      case "rename":
        return act(onRename);
      case "tidy":
        return act(onTidy);
      case "fit-selection": {
        const nodes = store.getState().selectedNodes.map((node) => ({ id: node }));
        return act(() =>
          flow.fitView({ duration: 160, padding: 0.2, maxZoom: 1.2, ...(nodes.length === 0 ? {} : { nodes }) }),
        );
      }
      case "fit-all":
        return act(() => flow.fitView({ duration: 160, padding: 0.16, maxZoom: 1.1 }));
      case "zoom-100":
        return act(() => flow.zoomTo(1, { duration: 120 }));
      case "outline":
        return act(onOutline);
      case "nudge-left":
        return nudge(event, -1, 0);
      case "nudge-right":
        return nudge(event, 1, 0);
      case "nudge-up":
        return nudge(event, 0, -1);
      case "nudge-down":
        return nudge(event, 0, 1);
      case "help":
        return act(onHelp);
      case "escape": {
        const { quickAdd: open, wiring, scope, closeQuickAdd, stopWiring, select, leaveBlock } = store.getState();
        if (open !== null) return act(closeQuickAdd);
        if (wiring !== null) return act(stopWiring);
        if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body)
          document.activeElement.blur();
        else if (!hasSelection() && scope.length > 0) return act(() => leaveBlock(scope.length - 1));
        return act(() => select([]));
      }
    }
  });
  return null;
}
