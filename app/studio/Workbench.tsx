"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTheme } from "@/app/theme/use-theme.ts";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { toast } from "@/app/ui/toast.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { Canvas } from "./canvas/Canvas.tsx";
import { StudioKeys } from "./keyboard/StudioKeys.tsx";
import { useEditActions } from "./keyboard/use-edit-actions.ts";
import { afterPaint } from "./layout/after-paint.ts";
import { Dock } from "./layout/Dock.tsx";
import { orMissing } from "./layout/PartMissing.tsx";
import { type StudioView, usePanels } from "./layout/panel-store.ts";
import { useMedia } from "./layout/use-media.ts";
import { useTidy } from "./layout/use-tidy.ts";
import { readLink } from "./linked/read-link.ts";
import { useSuggestion } from "./linked/use-suggestion.ts";
import { EditSelected } from "./outline/EditSelected.tsx";
import { DatasetPicker } from "./preview/DatasetPicker.tsx";
import { type Dataset, firstDataset } from "./preview/datasets.ts";
import { draftData } from "./preview/draft-data.ts";
import { usePreviewEngine } from "./preview/use-preview-engine.ts";
import { RunButton } from "./run/RunButton.tsx";
import { useRun } from "./run/use-run.ts";
import { StudioHeader } from "./StudioHeader.tsx";
import type { StudioMenuProps } from "./StudioMenu.tsx";
import { useAutosave } from "./saving/use-autosave.ts";
import { useStudio, useStudioStore } from "./store/StudioContext.tsx";
import { useImport } from "./versions/use-import.tsx";

// The canvas comes first; the panels beside it follow, and what is not on the screen arrives when it is first opened.
const palettePlace = <aside className="studio-side is-left" />;
const inspectorPlace = <aside className="studio-side is-right" />;
const PalettePanel = dynamic(
  () => import("./palette/PalettePanel.tsx").then((module) => module.PalettePanel, orMissing),
  {
    loading: () => palettePlace,
  },
);
const loadQuickAdd = () => import("./palette/QuickAdd.tsx").then((module) => module.QuickAdd);
const QuickAdd = dynamic(() => loadQuickAdd().catch(orMissing));
const InspectorPanel = dynamic(
  () => import("./inspector/InspectorPanel.tsx").then((module) => module.InspectorPanel, orMissing),
  {
    loading: () => inspectorPlace,
  },
);
const OutlineEditor = dynamic(() =>
  import("./outline/OutlineEditor.tsx").then((module) => module.OutlineEditor, orMissing),
);
const ConflictDialog = dynamic(() =>
  import("./saving/ConflictDialog.tsx").then((module) => module.ConflictDialog, orMissing),
);
const FormView = dynamic(() => import("./form/FormView.tsx").then((module) => module.FormView, orMissing));
const KeysDialog = dynamic(() => import("./keyboard/KeysDialog.tsx").then((module) => module.KeysDialog, orMissing));
const GraphSearch = dynamic(() => import("./keyboard/GraphSearch.tsx").then((module) => module.GraphSearch, orMissing));
const AssistantDialog = dynamic(() =>
  import("./assistant/AssistantDialog.tsx").then((module) => module.AssistantDialog, orMissing),
);
const ShareDialog = dynamic(() => import("./sharing/ShareDialog.tsx").then((module) => module.ShareDialog, orMissing));
const HookDialog = dynamic(() => import("./hooks/HookDialog.tsx").then((module) => module.HookDialog, orMissing));
const PublishStrategy = dynamic(() =>
  import("./publishing/PublishStrategy.tsx").then((module) => module.PublishStrategy, orMissing),
);
const LibraryDialog = dynamic(() =>
  import("./library/LibraryDialog.tsx").then((module) => module.LibraryDialog, orMissing),
);
const VersionsDialog = dynamic(() =>
  import("./versions/VersionsDialog.tsx").then((module) => module.VersionsDialog, orMissing),
);

const stirs = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
/** Milliseconds after which the palette is loaded though nobody stirs: it may be wanted when the network is gone. */
const longestRest = 4_000;

/** External system: the network. The palette at the pointer arrives with the first sign of the user, before it is asked for. */
function loadWhenStirred(): () => void {
  const rest = (): void => {
    clearTimeout(timer);
    for (const stir of stirs) window.removeEventListener(stir, load, { capture: true });
  };
  const load = (): void => {
    rest();
    loadQuickAdd().catch(() => undefined); // asked for again when it is opened
  };
  const timer = setTimeout(load, longestRest);
  for (const stir of stirs) window.addEventListener(stir, load, { capture: true, passive: true });
  return rest;
}

type WorkbenchProps = {
  readonly strategyId: string;
  readonly saved: { readonly document: GraphDocument; readonly revision: number };
  readonly datasets: readonly Dataset[];
};

/** Puts the parts of the studio around the canvas. */
export function Workbench({ strategyId, saved, datasets }: WorkbenchProps) {
  const store = useStudioStore();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const assistant = useQuery({ ...trpc.assistant.status.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const hasAssistant = assistant.data?.isConfigured === true;
  const { isPaletteOpen, isInspectorOpen, view: chosenView, change } = usePanels();
  const isNarrow = useMedia("(width < 48rem)");
  const isTouch = useMedia("(pointer: coarse)");
  // On a phone: the knobs, or the list where there is nothing to turn yet. Decided once: an edit does not turn the page.
  const [narrowView] = useState<StudioView>(() => (store.getState().root.nodes.length === 0 ? "outline" : "form"));
  const view = chosenView ?? (isNarrow ? narrowView : "canvas");
  const [open, setOpen] = useState<
    "assistant" | "hook" | "keys" | "library" | "publish" | "search" | "share" | "versions" | null
  >(null);
  const close = useCallback(() => setOpen(null), []);

  const [datasetId, setDatasetId] = useState<string | null>(
    () => readLink(window.location.search).datasetId ?? readChosen(strategyId),
  );
  const universe = useStudio((state) => state.document.universe);
  const timeframe = useStudio((state) => state.document.settings.timeframe);
  const dataset = useMemo(
    () => firstDataset(datasets, { chosen: datasetId, universe, timeframe }),
    [datasets, datasetId, universe, timeframe],
  );
  const chooseData = useCallback(
    (document: GraphDocument) => (dataset === null ? null : draftData(document, dataset, datasets)),
    [dataset, datasets],
  );
  const saving = useAutosave(strategyId, saved);
  const run = useRun(strategyId, saving, dataset);
  const edit = useEditActions();
  const tidy = useTidy();
  const importer = useImport();
  const { resolved } = useTheme();
  const data = usePreviewEngine(chooseData);
  useSuggestion();

  // External system: the browser's storage, which the server cannot read.
  useEffect(() => usePanels.getState().load(), []);
  useEffect(loadWhenStirred, []);
  const [isDrawn, setDrawn] = useState(false);
  // External system: the screen. The panels beside a large graph would take as long as the graph itself.
  useEffect(() => afterPaint(() => setDrawn(true)), []);

  const rename = (): void => {
    if (store.getState().selectedNodes.length !== 1) return;
    change({ isInspectorOpen: true });
    requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-testid="node-label"]')?.select());
  };
  const hidePalette = useCallback(() => change({ isPaletteOpen: false }), [change]);
  const hideInspector = useCallback(() => change({ isInspectorOpen: false }), [change]);
  const openLibrary = useCallback(() => setOpen("library"), []);
  const tidySelected = useCallback(() => tidy(store.getState().selectedNodes), [tidy, store]);
  const traded = data?.lanes;
  const picker = useMemo(
    () => (
      <DatasetPicker
        datasets={datasets}
        chosen={dataset}
        traded={traded ?? []}
        timeframe={timeframe}
        onChoose={(id) => {
          setDatasetId(id);
          keepChosen(strategyId, id);
        }}
      />
    ),
    [datasets, dataset, traded, timeframe, strategyId],
  );
  const setView = (next: StudioView): void => change({ view: next });
  const menu: StudioMenuProps = {
    onTidy: () => tidy(),
    onExport: (format) => {
      import("./export/export-document.ts")
        .then(({ exportDocument }) => exportDocument(store.getState().root, format, resolved))
        .catch((error: unknown) =>
          toast.error("Nothing was exported", { description: error instanceof Error ? error.message : String(error) }),
        );
    },
    onImport: importer.choose,
    onKeys: () => setOpen("keys"),
    onVersions: () => setOpen("versions"),
    onLibrary: () => setOpen("library"),
    onShare: () => setOpen("share"),
    onHook: () => setOpen("hook"),
    onPublish: () => setOpen("publish"),
    onAssistant: hasAssistant ? () => setOpen("assistant") : null,
  };

  return (
    <div className="studio" data-testid="studio">
      <StudioHeader
        saveState={saving.state}
        view={view}
        runButton={<RunButton run={run} />}
        onRename={(name) => {
          client.strategies.rename
            .mutate({ id: strategyId, name })
            .catch((error: unknown) => toast.error("The name was not saved", { description: errorText(error) }));
        }}
        onView={setView}
        onVersions={() => setOpen("versions")}
        menu={menu}
      />
      <div className="studio-body">
        {view !== "canvas" || !isPaletteOpen ? null : isDrawn ? (
          <PalettePanel onClose={hidePalette} onLibrary={openLibrary} />
        ) : (
          palettePlace
        )}
        <div className="studio-middle">
          <div className="studio-stage">
            {view === "canvas" ? <Canvas isTouch={isTouch} isViewOnly={isNarrow} edit={edit} /> : null}
            {view === "outline" ? <OutlineEditor /> : null}
            {view === "form" ? <FormView onOutline={() => setView("outline")} /> : null}
            {view === "canvas" && isNarrow ? <EditSelected onEdit={() => setView("outline")} /> : null}
          </div>
          <Dock datasetPicker={picker} />
        </div>
        {!isInspectorOpen || isNarrow || view !== "canvas" ? null : isDrawn ? (
          <InspectorPanel onClose={hideInspector} onTidy={tidySelected} edit={edit} />
        ) : (
          inspectorPlace
        )}
      </div>
      <QuickAddOnDemand />
      <StudioKeys
        edit={edit}
        onRun={run.run}
        onTidy={() => tidy(store.getState().selectedNodes)}
        onSearch={() => setOpen("search")}
        onOutline={() => setView(view === "outline" ? "canvas" : "outline")}
        onHelp={() => setOpen("keys")}
        onRename={rename}
      />
      {saving.conflict === null ? null : <ConflictDialog saving={saving} />}
      {open === "keys" ? <KeysDialog onClose={close} /> : null}
      {open === "search" ? <GraphSearch onClose={close} /> : null}
      {open === "assistant" ? <AssistantDialog onClose={close} /> : null}
      {open === "share" ? <ShareDialog strategyId={strategyId} saving={saving} onClose={close} /> : null}
      {open === "hook" ? <HookDialog strategyId={strategyId} onClose={close} /> : null}
      {open === "publish" ? <PublishStrategy strategyId={strategyId} saving={saving} onClose={close} /> : null}
      {open === "library" ? <LibraryDialog onClose={close} /> : null}
      {open === "versions" ? <VersionsDialog strategyId={strategyId} saving={saving} onClose={close} /> : null}
      {importer.input}
      <Announcement />
    </div>
  );
}

/** Apart from the workbench, so that its opening renders nothing else. */
function QuickAddOnDemand() {
  const isAdding = useStudio((state) => state.quickAdd !== null);
  return isAdding ? <QuickAdd /> : null;
}

function Announcement() {
  const announcement = useStudio((state) => state.announcement);
  return (
    <p role="status" aria-live="polite" className="sr-only" data-testid="announcement">
      {announcement}
    </p>
  );
}

function datasetKey(strategyId: string): string {
  return `quantloom.dataset.${strategyId}`;
}

function readChosen(strategyId: string): string | null {
  try {
    return localStorage.getItem(datasetKey(strategyId));
  } catch {
    return null;
  }
}

function keepChosen(strategyId: string, id: string): void {
  try {
    localStorage.setItem(datasetKey(strategyId), id);
  } catch {
    // A full or forbidden storage costs the memory of the choice, nothing else.
  }
}
