"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { BadRows } from "../QualityPanel.tsx";
import { ColumnsPanel } from "./ColumnsPanel.tsx";
import { firstSettings, type ImportSettings } from "./first-settings.ts";
import type { ImportDetail } from "./ImportView.tsx";
import { MeaningPanel } from "./MeaningPanel.tsx";

/** The wizard's one page: what the columns are, what the bars are of, and what to do with rows that are none. */
export function ImportForm({ detail }: { readonly detail: ImportDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [settings, setSettings] = useState(() => firstSettings(detail));
  const start = useMutation(
    trpc.imports.start.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.imports.get.queryKey({ id: detail.id }) }),
    }),
  );
  if (settings === null || detail.inspection === null) return null;
  const change = (part: Partial<ImportSettings>) => setSettings({ ...settings, ...part });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    start.mutate({ id: detail.id, settings });
  };
  const problem = start.isError ? errorText(start.error) : (detail.error?.message ?? null);
  return (
    <form onSubmit={submit} className="grid gap-5">
      {problem ? (
        <Panel>
          <div className="grid gap-3">
            <p role="alert" className="text-danger text-sm">
              {problem}
            </p>
            {detail.quality ? <BadRows quality={detail.quality} /> : null}
          </div>
        </Panel>
      ) : null}
      <ColumnsPanel inspection={detail.inspection} settings={settings} change={change} />
      <MeaningPanel settings={settings} change={change} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" size="lg" busy={start.isPending}>
          Import
        </Button>
      </div>
    </form>
  );
}
