"use client";
import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { drawGraph } from "../picture/draw-graph.ts";
import { useTheme } from "../theme/use-theme.ts";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

type GraphDialogProps = { readonly listingId: string; readonly ordinal: number; readonly name: string };

/** The graph of a member that is not sealed, as a picture. */
export function GraphDialog({ listingId, ordinal, name }: GraphDialogProps) {
  return (
    <Dialog
      wide="full"
      title={name}
      trigger={
        <Button size="sm">
          <Workflow size={14} aria-hidden="true" />
          Graph
        </Button>
      }
    >
      <GraphPicture listingId={listingId} ordinal={ordinal} name={name} />
    </Dialog>
  );
}

function GraphPicture({ listingId, ordinal, name }: GraphDialogProps) {
  const trpc = useTRPC();
  const { resolved } = useTheme();
  const found = useQuery(trpc.marketplace.document.queryOptions({ listingId, ordinal }));
  return (
    <Loaded query={found}>
      {({ document }) => {
        const { svg, width } = drawGraph(document, resolved);
        return (
          <div className="overflow-auto rounded-lg border bg-sunken">
            {/* biome-ignore lint/performance/noImgElement: a picture made in the browser needs no image service */}
            <img
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
              alt={`Graph of ${name}`}
              style={{ minWidth: Math.min(width, 720) }}
              className="w-full"
            />
          </div>
        );
      }}
    </Loaded>
  );
}
