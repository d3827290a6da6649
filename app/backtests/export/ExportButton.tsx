"use client";
import { Download } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "../../ui/Button.tsx";

/** What opens the menu of exports. */
export function ExportButton(props: ComponentProps<typeof Button>) {
  return (
    <Button {...props}>
      <Download size={14} aria-hidden="true" />
      Export
    </Button>
  );
}
