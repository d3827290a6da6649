"use client";
import { Search } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { PortShape } from "../canvas/PortShape.tsx";
import type { Kind } from "../kinds/kind.ts";
import { portLabel, portTypeOf } from "../store/definitions.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import type { QuickAdd as Request } from "../store/studio-state.ts";
import type { PaletteFilter } from "./catalogue.ts";
import { KindList } from "./KindList.tsx";
import { useInsert } from "./use-insert.ts";
import { useKindSearch } from "./use-kind-search.ts";

/** The palette at the pointer, opened by Tab, a double click, or an edge that was dropped on empty canvas. */
export function QuickAdd() {
  const request = useStudio((state) => state.quickAdd);
  return request === null ? null : <QuickAddBox key={`${request.screen.x},${request.screen.y}`} request={request} />;
}

const size = { width: 300, height: 380 };

function QuickAddBox({ request }: { readonly request: Request }) {
  const store = useStudioStore();
  const insert = useInsert();
  const box = useRef<HTMLDivElement>(null);
  const { wire, edge } = request;
  const filter = useMemo<PaletteFilter>(
    () => ({
      document: store.getState().document,
      scope: store.getState().scope,
      ...(wire === undefined ? {} : { wire }),
      ...(edge === undefined ? {} : { edge }),
    }),
    [store, wire, edge],
  );
  const choose = (definition: Kind): void => {
    const at =
      wire?.side === "target"
        ? { x: request.flow.x - 216, y: request.flow.y - 40 }
        : { x: request.flow.x, y: request.flow.y - 40 };
    store.getState().closeQuickAdd();
    insert(definition, {
      at,
      ...(wire === undefined ? {} : { wire }),
      ...(edge === undefined ? {} : { edge }),
      autoWire: wire === undefined && edge === undefined,
    });
    window.document.querySelector<HTMLElement>(".studio-canvas")?.focus();
  };
  const search = useKindSearch(filter, choose, 0);

  // External system: presses outside of the box close it.
  useEffect(() => {
    const close = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false)
        store.getState().closeQuickAdd();
    };
    window.addEventListener("pointerdown", close, true);
    return () => window.removeEventListener("pointerdown", close, true);
  }, [store]);

  const left = Math.max(8, Math.min(request.screen.x, window.innerWidth - size.width - 8));
  const top = Math.max(8, Math.min(request.screen.y, window.innerHeight - size.height - 8));
  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Add a block"
      className="quick-add"
      style={{ left, top, width: size.width, maxHeight: size.height }}
      data-testid="quick-add"
    >
      {wire === undefined ? null : <WireTitle wire={wire} />}
      <label className="palette-search m-2">
        <Search size={14} aria-hidden="true" className="text-muted" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the box was opened to type into
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="quick-add-list"
          aria-activedescendant={`quick-add-list-${search.active}`}
          aria-label="Search blocks"
          data-testid="quick-add-search"
          placeholder={edge === undefined ? "Add a block" : "Insert into the edge"}
          autoComplete="off"
          value={search.query}
          onChange={(event) => search.setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.stopPropagation();
              store.getState().closeQuickAdd();
            } else search.onKeyDown(event);
          }}
        />
      </label>
      {search.groups.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted text-xs">No block fits here.</p>
      ) : (
        <KindList
          id="quick-add-list"
          groups={search.groups}
          active={search.active}
          onChoose={choose}
          testIdPrefix="quick-add-item"
        />
      )}
    </div>
  );
}

function WireTitle({ wire }: { readonly wire: NonNullable<Request["wire"]> }) {
  const document = useStudio((state) => state.document);
  const type = portTypeOf(document, wire.origin, wire.side);
  return (
    <p className="flex items-center gap-2 px-3 pt-2.5 text-muted text-xs">
      <PortShape type={type} filled size={10} />
      <span className="truncate">
        {wire.side === "source" ? "From" : "Into"} {portLabel(document, wire.origin, wire.side)}
      </span>
    </p>
  );
}
