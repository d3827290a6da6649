"use client";
import { ChevronLeft, History, PanelLeftOpen, PanelRightOpen } from "lucide-react";
import Link from "next/link";
import { lazy, type ReactNode, useState } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { MenuOnDemand } from "@/app/ui/MenuOnDemand.tsx";
import { renameStrategy } from "./commands/settings.ts";
import { type StudioView, usePanels } from "./layout/panel-store.ts";
import { ViewSwitch } from "./layout/ViewSwitch.tsx";
import type { StudioMenuProps } from "./StudioMenu.tsx";
import { StudioMenuButton } from "./StudioMenuButton.tsx";
import type { SaveState } from "./saving/autosave.ts";
import { SaveStatus } from "./saving/SaveStatus.tsx";
import { useStudio, useStudioStore } from "./store/StudioContext.tsx";

const loadMenu = () => import("./StudioMenu.tsx");
const StudioMenu = lazy(() => loadMenu().then((module) => ({ default: module.StudioMenu })));

type StudioHeaderProps = {
  readonly saveState: SaveState;
  readonly view: StudioView;
  readonly runButton: ReactNode;
  readonly onRename: (name: string) => void;
  readonly onView: (view: StudioView) => void;
  readonly onVersions: () => void;
  /** What the menu does. */
  readonly menu: StudioMenuProps;
};

/** Name, state of saving, ways to look at the strategy, and Run. */
export function StudioHeader(props: StudioHeaderProps) {
  const { isPaletteOpen, isInspectorOpen, change } = usePanels();
  const { view } = props;
  return (
    <header className="studio-header">
      <Link
        href="/strategies"
        aria-label="All strategies"
        title="All strategies"
        className="-ml-1 grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-text"
      >
        <ChevronLeft size={17} />
      </Link>
      {view === "canvas" && !isPaletteOpen ? (
        <IconButton
          label="Show the palette"
          side="bottom"
          className="max-md:hidden"
          onClick={() => change({ isPaletteOpen: true })}
        >
          <PanelLeftOpen size={16} />
        </IconButton>
      ) : null}
      <NameField onRename={props.onRename} />
      <SaveStatus state={props.saveState} />
      <span className="grow" />
      <ViewSwitch view={view} onView={props.onView} />
      <IconButton label="Versions" side="bottom" className="max-md:hidden" onClick={props.onVersions}>
        <History size={16} />
      </IconButton>
      <MenuOnDemand load={loadMenu} button={<StudioMenuButton />}>
        <StudioMenu {...props.menu} />
      </MenuOnDemand>
      {isInspectorOpen ? null : (
        <IconButton
          label="Show the inspector"
          side="bottom"
          className="max-md:hidden"
          onClick={() => change({ isInspectorOpen: true })}
        >
          <PanelRightOpen size={16} />
        </IconButton>
      )}
      {props.runButton}
    </header>
  );
}

function NameField({ onRename }: { readonly onRename: (name: string) => void }) {
  const store = useStudioStore();
  const name = useStudio((state) => state.document.name);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const next = draft?.trim();
    setDraft(null);
    if (next === undefined || next === "" || next === name) return;
    store.getState().dispatch(renameStrategy(next));
    onRename(next);
  };
  return (
    <input
      aria-label="Name of the strategy"
      data-testid="strategy-name"
      className="studio-name"
      maxLength={120}
      style={{ width: `${Math.min(36, Math.max(10, (draft ?? name).length + 2))}ch` }}
      value={draft ?? name}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
