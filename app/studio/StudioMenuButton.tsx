import { MoreHorizontal } from "lucide-react";
import type { ComponentProps } from "react";

export function StudioMenuButton(props: Omit<ComponentProps<"button">, "children" | "type" | "className">) {
  return (
    <button
      type="button"
      aria-label="More"
      className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
      {...props}
    >
      <MoreHorizontal size={16} />
    </button>
  );
}
