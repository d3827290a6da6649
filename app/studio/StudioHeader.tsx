"use client";
import {
  ChevronLeft,
  FileCode,
  FileDown,
  FileUp,
  History,
  ImageDown,
  Keyboard,
  MoreHorizontal,
  PanelLeftOpen,
  PanelRightOpen,
  Share2,
  Sparkles,
  Store,
  Webhook,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { Menu, MenuItem, MenuSeparator } from "@/app/ui/Menu.tsx";
import { renameStrategy } from "./commands/settings.ts";
import type { ExportFormat } from "./export/export-document.ts";
import { type StudioView, usePanels } from "./layout/panel-store.ts";
import { ViewSwitch } from "./layout/ViewSwitch.tsx";
import type { SaveState } from "./saving/autosave.ts";
import { SaveStatus } from "./saving/SaveStatus.tsx";
import { useStudio, useStudioStore } from "./store/StudioContext.tsx";

type StudioHeaderProps = {
  readonly saveState: SaveState;
  readonly view: StudioView;
  readonly runButton: ReactNode;
  readonly onRename: (name: string) => void;
  readonly onView: (view: StudioView) => void;
  readonly onTidy: () => void;
  readonly onExport: (format: ExportFormat) => void;
  readonly onImport: () => void;
  readonly onKeys: () => void;
  readonly onVersions: () => void;
  readonly onShare: () => void;
  readonly onHook: () => void;
  readonly onPublish: () => void;
  /** null where no assistant is configured. */
  readonly onAssistant: (() => void) | null;
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
      <Menu
        trigger={
          <button
            type="button"
            aria-label="More"
            className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
          >
            <MoreHorizontal size={16} />
          </button>
        }
      >
        <MenuItem icon={<History size={15} />} onSelect={props.onVersions}>
          Versions
        </MenuItem>
        <MenuItem icon={<Workflow size={15} />} shortcut="L" onSelect={props.onTidy}>
          Tidy the layout
        </MenuItem>
        <MenuSeparator />
        {props.onAssistant === null ? null : (
          <MenuItem icon={<Sparkles size={15} />} onSelect={props.onAssistant}>
            Ask the assistant
          </MenuItem>
        )}
        <MenuItem icon={<Share2 size={15} />} onSelect={props.onShare}>
          Share
        </MenuItem>
        <MenuItem icon={<Webhook size={15} />} onSelect={props.onHook}>
          Webhook
        </MenuItem>
        <MenuItem icon={<Store size={15} />} onSelect={props.onPublish}>
          Publish
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<FileDown size={15} />} onSelect={() => props.onExport("json")}>
          Export as JSON
        </MenuItem>
        <MenuItem icon={<ImageDown size={15} />} onSelect={() => props.onExport("svg")}>
          Export as SVG
        </MenuItem>
        <MenuItem icon={<ImageDown size={15} />} onSelect={() => props.onExport("png")}>
          Export as PNG
        </MenuItem>
        <MenuItem icon={<FileCode size={15} />} onSelect={() => props.onExport("ts")}>
          Export as TypeScript
        </MenuItem>
        <MenuItem icon={<FileUp size={15} />} onSelect={props.onImport}>
          Import JSON
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Keyboard size={15} />} shortcut="?" onSelect={props.onKeys}>
          Keys
        </MenuItem>
      </Menu>
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
