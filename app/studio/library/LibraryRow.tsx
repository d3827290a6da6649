"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { toast } from "@/app/ui/toast.ts";
import { PORT_TYPES } from "@/graph-runtime/nodes/port-type.ts";
import { PortShape } from "../canvas/PortShape.tsx";

type LibraryRowProps = {
  readonly block: ApiOutput["library"]["list"][number];
  readonly onInsert: () => Promise<void>;
};

/** A block of the library with its ports; it is archived with a second press. */
export function LibraryRow({ block, onInsert }: LibraryRowProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { ago } = useFormat();
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const archive = useMutation(
    trpc.library.archive.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.library.list.queryKey() }),
      onError: (error) => toast.error("The block was not removed", { description: errorText(error) }),
    }),
  );
  const insert = (): void => {
    setBusy(true);
    void onInsert().finally(() => setBusy(false)); // its failures are shown by itself
  };
  return (
    <li
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border px-3 py-2"
      data-testid={`library-${block.title}`}
    >
      <span className="grid min-w-48 grow gap-0.5">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{block.title}</span>
          <span className="version-chip">v{block.version}</span>
        </span>
        <span className="truncate text-muted text-xs">
          {block.description || block.note || `${block.nodes} ${block.nodes === 1 ? "node" : "nodes"}`} ·{" "}
          {ago(block.updatedAt)}
        </span>
        <span className="flex flex-wrap gap-x-3 text-faint text-xs">
          <Ports side="In" ports={block.inputs} />
          <Ports side="Out" ports={block.outputs} />
        </span>
      </span>
      {isSure ? (
        <Button size="sm" variant="danger" busy={archive.isPending} onClick={() => archive.mutate({ id: block.id })}>
          Remove from the library
        </Button>
      ) : (
        <IconButton size="sm" label={`Remove ${block.title} from the library`} onClick={() => setSure(true)}>
          <Archive size={14} />
        </IconButton>
      )}
      <Button size="sm" variant="primary" busy={isBusy} onClick={insert}>
        Insert
      </Button>
    </li>
  );
}

type PortsProps = { readonly side: string; readonly ports: LibraryRowProps["block"]["inputs"] };

function Ports({ side, ports }: PortsProps) {
  if (ports.length === 0) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {side}
      {ports.map(({ id, label, type }) => (
        <span key={id} className="inline-flex min-w-0 items-center gap-1">
          <PortShape type={PORT_TYPES.find((one) => one === type) ?? null} filled size={9} />
          <span className="truncate">{label}</span>
        </span>
      ))}
    </span>
  );
}
