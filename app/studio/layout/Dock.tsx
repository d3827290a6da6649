"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, type PointerEvent, type ReactNode, Suspense } from "react";
import { cx } from "@/app/ui/cx.ts";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { useStudio } from "../store/StudioContext.tsx";
import { orMissing } from "./PartMissing.tsx";
import { type DockTab, usePanels } from "./panel-store.ts";

const PreviewPanel = dynamic(() =>
  import("../preview/PreviewPanel.tsx").then((module) => module.PreviewPanel, orMissing),
);
const GatesPanel = dynamic(() => import("../preview/GatesPanel.tsx").then((module) => module.GatesPanel, orMissing));
const ProblemsPanel = dynamic(() =>
  import("../problems/ProblemsPanel.tsx").then((module) => module.ProblemsPanel, orMissing),
);
const ReadingPanel = dynamic(() =>
  import("../reading/ReadingPanel.tsx").then((module) => module.ReadingPanel, orMissing),
);
const ListingPanel = dynamic(() =>
  import("../listing/ListingPanel.tsx").then((module) => module.ListingPanel, orMissing),
);

/** The panel below the canvas: instant preview, problems, and the strategy in plain words. */
export const Dock = memo(function Dock({ datasetPicker }: { readonly datasetPicker: ReactNode }) {
  const { isDockOpen, dockTab, dockHeight, change } = usePanels();
  const errors = useStudio((state) => state.diagnostics.filter((problem) => problem.severity === "error").length);
  const warnings = useStudio((state) => state.diagnostics.filter((problem) => problem.severity === "warning").length);
  const tabs: readonly { readonly id: DockTab; readonly label: ReactNode; readonly name: string }[] = [
    { id: "preview", label: "Preview", name: "Preview" },
    { id: "gates", label: "Gates", name: "Gates" },
    {
      id: "problems",
      name: "Problems",
      label: (
        <>
          Problems <Count errors={errors} warnings={warnings} />
        </>
      ),
    },
    { id: "reading", label: "In words", name: "In words" },
    { id: "listing", label: "Code", name: "Code" },
  ];
  const resize = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const start = { y: event.clientY, height: dockHeight };
    const move = (next: globalThis.PointerEvent): void =>
      change({ dockHeight: Math.min(640, Math.max(140, start.height + start.y - next.clientY)) });
    const end = (): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
  };
  return (
    <section
      className="studio-dock"
      aria-label="Preview and problems"
      style={isDockOpen ? { height: dockHeight } : undefined}
    >
      {isDockOpen ? <div className="dock-grip" onPointerDown={resize} aria-hidden="true" /> : null}
      <header className="flex h-9 shrink-0 items-center gap-1 border-b px-2">
        <div role="tablist" aria-label="Dock" className="flex h-full gap-1">
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`dock-tab-${tab.id}`}
              aria-label={tab.name}
              aria-selected={isDockOpen && dockTab === tab.id}
              aria-controls="dock-panel"
              className={cx("dock-tab", isDockOpen && dockTab === tab.id && "is-active")}
              onClick={() => change({ isDockOpen: true, dockTab: tab.id })}
            >
              {tab.label}
            </button>
          ))}
        </div>
        <span className="grow" />
        {datasetPicker}
        <IconButton
          size="sm"
          label={isDockOpen ? "Hide the dock" : "Show the dock"}
          aria-expanded={isDockOpen}
          onClick={() => change({ isDockOpen: !isDockOpen })}
        >
          {isDockOpen ? <ChevronDown size={15} /> : <ChevronUp size={15} />}
        </IconButton>
      </header>
      {isDockOpen ? (
        <div
          id="dock-panel"
          role="tabpanel"
          aria-labelledby={`dock-tab-${dockTab}`}
          className="min-h-0 grow overflow-y-auto"
        >
          {/* A boundary of its own: without one the canvas would wait until the panel is there. */}
          <Suspense fallback={null}>
            <DockContent tab={dockTab} />
          </Suspense>
        </div>
      ) : null}
    </section>
  );
});

function DockContent({ tab }: { readonly tab: DockTab }) {
  switch (tab) {
    case "preview":
      return <PreviewPanel />;
    case "gates":
      return <GatesPanel />;
    case "problems":
      return <ProblemsPanel />;
    case "reading":
      return <ReadingPanel />;
    case "listing":
      return <ListingPanel />;
  }
}

function Count({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  if (errors + warnings === 0) return null;
  return (
    <span
      data-testid="problem-count"
      className={cx(
        "figure rounded-full px-1.5 text-2xs",
        errors > 0 ? "bg-danger-soft text-danger" : "bg-warning-soft text-warning",
      )}
    >
      {errors > 0 ? errors : warnings}
    </span>
  );
}
