"use client";
import { ListTree, SlidersHorizontal, Workflow } from "lucide-react";
import { cx } from "@/app/ui/cx.ts";
import { Tooltip } from "@/app/ui/Tooltip.tsx";
import type { StudioView } from "./panel-store.ts";

const VIEWS = [
  { view: "canvas", label: "Canvas", Icon: Workflow },
  { view: "outline", label: "Outline", Icon: ListTree },
  { view: "form", label: "Form", Icon: SlidersHorizontal },
] as const;

type ViewSwitchProps = { readonly view: StudioView; readonly onView: (view: StudioView) => void };

/** The three ways to look at a strategy: wired, as a list, or only its knobs. */
export function ViewSwitch({ view: shown, onView }: ViewSwitchProps) {
  return (
    <fieldset className="inline-flex h-8 shrink-0 items-center gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">View</legend>
      {VIEWS.map(({ view, label, Icon }) => (
        <Tooltip key={view} content={label} side="bottom">
          <button
            type="button"
            aria-label={label}
            aria-pressed={shown === view}
            data-testid={`view-${view}`}
            className={cx(
              "inline-flex h-7 w-8 items-center justify-center rounded-[5px] text-muted hover:text-text",
              "aria-pressed:bg-raised aria-pressed:text-text aria-pressed:shadow-card aria-pressed:ring-1 aria-pressed:ring-border",
            )}
            onClick={() => onView(view)}
          >
            <Icon size={15} aria-hidden="true" />
          </button>
        </Tooltip>
      ))}
    </fieldset>
  );
}
