"use client";
import { Library, PanelLeftClose, Search } from "lucide-react";
import { memo, useEffect, useMemo } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { Kind } from "../kinds/kind.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { KindList } from "./KindList.tsx";
import { usePaletteMemory } from "./palette-memory.ts";
import { useInsert } from "./use-insert.ts";
import { useKindDrag } from "./use-kind-drag.tsx";
import { useKindSearch } from "./use-kind-search.ts";

type PalettePanelProps = { readonly onClose: () => void; readonly onLibrary: () => void };

/** All blocks by family: click or press Enter to insert and wire to the selection, or drag onto the canvas or an edge. */
export const PalettePanel = memo(function PalettePanel({ onClose, onLibrary }: PalettePanelProps) {
  const insert = useInsert();
  const drag = useKindDrag();
  const choose = (definition: Kind): void => {
    if (!drag.wasDragged()) insert(definition, { autoWire: true });
  };
  const store = useStudioStore();
  const blocks = useStudio((state) => state.document.blocks);
  const scope = useStudio((state) => state.scope);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document the blocks alone decide what is offered
  const filter = useMemo(() => ({ document: store.getState().document, scope }), [store, blocks, scope]);
  const search = useKindSearch(filter, choose, -1);
  // External system: the browser's storage, which the server cannot read.
  useEffect(() => usePaletteMemory.getState().load(), []);
  return (
    <aside className="studio-side is-left" aria-label="Palette">
      <div className="flex items-center gap-1 p-2">
        <label className="palette-search">
          <Search size={14} aria-hidden="true" className="text-muted" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={search.active >= 0 ? `palette-list-${search.active}` : undefined}
            aria-label="Search blocks"
            data-testid="palette-search"
            placeholder="Search blocks"
            autoComplete="off"
            value={search.query}
            onChange={(event) => search.setQuery(event.target.value)}
            onKeyDown={search.onKeyDown}
          />
        </label>
        <IconButton size="sm" label="Hide the palette" onClick={onClose}>
          <PanelLeftClose size={15} />
        </IconButton>
      </div>
      {search.groups.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted text-xs">
          Nothing fits “{search.query}”. Try a plain word such as average, breakout or stop.
        </p>
      ) : (
        <KindList
          id="palette-list"
          groups={search.groups}
          active={search.active}
          onChoose={choose}
          onPointerDown={drag.onPointerDown}
          testIdPrefix="palette-item"
        />
      )}
      <button type="button" className="library-button" onClick={onLibrary}>
        <Library size={15} aria-hidden="true" /> Block library
      </button>
      {drag.ghost}
    </aside>
  );
});
