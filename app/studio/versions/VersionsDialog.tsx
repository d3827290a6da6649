"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { toast } from "@/app/ui/toast.ts";
import { replaceDocument } from "../commands/settings.ts";
import type { Saving } from "../saving/use-autosave.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { VersionDifferences } from "./VersionDifferences.tsx";

type VersionsDialogProps = { readonly strategyId: string; readonly saving: Saving; readonly onClose: () => void };

/** The versions of the strategy: name the present one, see what changed since another, and go back to it. */
export function VersionsDialog({ strategyId, saving, onClose }: VersionsDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const store = useStudioStore();
  const { ago } = useFormat();
  const versions = useQuery({
    ...trpc.strategies.get.queryOptions({ id: strategyId }),
    staleTime: 0,
    select: (strategy) => strategy.versions,
  });
  const [message, setMessage] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const revision = await saving.flush();
      if (revision === null) throw new Error("The draft could not be saved.");
      const saved = await client.strategies.saveVersion.mutate({
        id: strategyId,
        revision,
        ...(message.trim() === "" ? {} : { message: message.trim() }),
      });
      toast.success(`Version ${saved.number} saved`);
      setMessage("");
      await queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey({ id: strategyId }) });
    } catch (error) {
      toast.error("The version was not saved", { description: errorText(error) });
    } finally {
      setBusy(false);
    }
  };
  const restore = async (versionId: string, number: number): Promise<void> => {
    try {
      const version = await client.strategies.version.query({ versionId });
      const { dispatch, undo, root } = store.getState();
      dispatch(replaceDocument(`Restore version ${number}`, { ...version.document, name: root.name }));
      toast.success(`Version ${number} is the draft now`, { action: { label: "Undo", onClick: undo } });
      onClose();
    } catch (error) {
      toast.error("The version was not restored", { description: errorText(error) });
    }
  };

  const list = [...(versions.data ?? [])].sort((left, right) => right.number - left.number);
  return (
    <Dialog
      open
      wide={chosen === null ? true : "full"}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Versions"
      description="A version never changes. Each backtest saves one by itself."
    >
      <form
        className="mb-4 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save(); // its failures are shown by itself
        }}
      >
        <Input
          aria-label="What changed"
          placeholder="What changed? (optional)"
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={isBusy}>
          Save version
        </Button>
      </form>
      {versions.isError ? <p className="text-danger text-sm">{errorText(versions.error)}</p> : null}
      {versions.data !== undefined && list.length === 0 ? <p className="text-muted text-sm">No versions yet.</p> : null}
      <ul className="grid gap-1">
        {list.map((version) => (
          <li key={version.id} className="rounded-md border">
            <div className="flex items-center gap-3 px-3 py-2">
              <span className="figure w-10 font-semibold">v{version.number}</span>
              <span className="grid min-w-0 grow">
                <span className="truncate">
                  {version.message ?? <span className="text-muted">{version.name}</span>}
                </span>
                <span className="text-faint text-xs">
                  {ago(version.createdAt)} · <span className="font-mono">{version.semanticHash.slice(0, 10)}</span>
                </span>
              </span>
              <Button
                size="sm"
                variant="ghost"
                aria-expanded={chosen === version.id}
                onClick={() => setChosen(chosen === version.id ? null : version.id)}
              >
                Compare
              </Button>
              <Button size="sm" onClick={() => void restore(version.id, version.number)}>
                Restore
              </Button>
            </div>
            {chosen === version.id ? <VersionDifferences version={version} versions={list} /> : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
