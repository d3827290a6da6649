"use client";
import { PencilLine } from "lucide-react";
import { Button } from "@/app/ui/Button.tsx";
import { titleOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio } from "../store/StudioContext.tsx";

/** On a narrow screen the canvas shows and wires; the fields of the node that was tapped are in the outline. */
export function EditSelected({ onEdit }: { readonly onEdit: () => void }) {
  const title = useStudio((state) => {
    const [only, ...others] = state.selectedNodes;
    const node = only === undefined || others.length > 0 ? undefined : indexOf(state.document).nodes.get(only);
    return node === undefined ? null : titleOf(node, state.document);
  });
  if (title === null) return null;
  return (
    <Button variant="primary" className="absolute right-3 bottom-4 z-10 max-w-[45%]" onClick={onEdit}>
      <PencilLine size={14} />
      <span className="truncate">Edit {title}</span>
    </Button>
  );
}
