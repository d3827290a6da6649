"use client";
import { type NodeProps, NodeResizer } from "@xyflow/react";
import dynamic from "next/dynamic";
import { memo, useEffect, useRef, useState } from "react";
import { cx } from "@/app/ui/cx.ts";
import { editNote, resizeNote } from "../commands/annotate.ts";
import type { NoteFlowNode } from "../store/flow-model.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

// Few strategies have notes: the reader of Markdown arrives with the first one.
const Markdown = dynamic(() => import("react-markdown"), { ssr: false });

/** A note in Markdown: double-click to write. */
export const NoteView = memo(function NoteView({ id, selected }: NodeProps<NoteFlowNode>) {
  const store = useStudioStore();
  const noteId = id.slice("note:".length);
  const text = useStudio((state) => state.document.ui.notes.find((note) => note.id === noteId)?.text ?? "");
  const [isEditing, setIsEditing] = useState(text === "");
  const field = useRef<HTMLTextAreaElement>(null);
  // External system: the focus. React Flow shows a new node one frame after it was measured; a hidden field takes no focus.
  useEffect(() => {
    if (!isEditing) return;
    const timer = setTimeout(() => field.current?.focus(), 60);
    return () => clearTimeout(timer);
  }, [isEditing]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: React Flow makes the element around it focusable; this adds a pointer's short cut
    <div
      className={cx("note", selected && "is-selected")}
      onDoubleClick={(event) => {
        event.stopPropagation();
        setIsEditing(true);
      }}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={120}
        minHeight={64}
        onResizeEnd={(_event, size) => store.getState().dispatch(resizeNote(noteId, size))}
      />
      {isEditing ? (
        <textarea
          className="nodrag nopan nowheel note-input"
          aria-label="Note text"
          placeholder="Write a note. Markdown works."
          ref={field}
          defaultValue={text}
          onChange={(event) => store.getState().dispatch(editNote(noteId, event.target.value))}
          onBlur={() => setIsEditing(false)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      ) : (
        <div className="note-text">
          {text === "" ? <p className="text-faint">Empty note</p> : <Markdown>{text}</Markdown>}
        </div>
      )}
    </div>
  );
});
