"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import type { DraftMember } from "./basket-draft.ts";

type AddMemberDialogProps = {
  /** Versions that are members already. */
  readonly taken: readonly string[];
  readonly onAdd: (member: DraftMember) => void;
};

export function AddMemberDialog({ taken, onAdd }: AddMemberDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Add a strategy"
      description="A basket holds saved versions, so that later edits of the draft do not change it."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus size={15} aria-hidden="true" />
          Add strategy
        </Button>
      }
    >
      <AddMemberForm
        taken={taken}
        onAdd={(member) => {
          setOpen(false);
          onAdd(member);
        }}
      />
    </Dialog>
  );
}

function AddMemberForm({ taken, onAdd }: AddMemberDialogProps) {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Loaded query={strategies}>
      {(rows) => {
        const saved = rows.filter((row) => row.latestVersion !== null);
        const strategyId = chosen ?? saved[0]?.id;
        if (strategyId === undefined) {
          return (
            <p className="py-6 text-center text-muted">
              No strategy has a saved version yet. Running a backtest saves one.
            </p>
          );
        }
        return (
          <div className="grid gap-4">
            <Field label="Strategy">
              {(control) => (
                <Select {...control} value={strategyId} onChange={(change) => setChosen(change.target.value)}>
                  {saved.map((row) => (
                    <option key={row.id} value={row.id}>
                      {row.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <VersionChoice key={strategyId} strategyId={strategyId} taken={taken} onAdd={onAdd} />
          </div>
        );
      }}
    </Loaded>
  );
}

type VersionChoiceProps = AddMemberDialogProps & { readonly strategyId: string };

function VersionChoice({ strategyId, taken, onAdd }: VersionChoiceProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const strategy = useQuery(trpc.strategies.get.queryOptions({ id: strategyId }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Loaded query={strategy}>
      {(detail) => {
        const versions = detail.versions
          .filter((version) => !taken.includes(version.id))
          .sort((a, b) => b.number - a.number);
        const version = versions.find((candidate) => candidate.id === chosen) ?? versions[0];
        if (!version) return <p className="text-muted">All saved versions of this strategy are members already.</p>;
        return (
          <>
            <Field label="Version">
              {(control) => (
                <Select {...control} value={version.id} onChange={(change) => setChosen(change.target.value)}>
                  {versions.map((candidate) => (
                    <option key={candidate.id} value={candidate.id}>
                      Version {candidate.number}, {format.dateTime(candidate.createdAt)}
                      {candidate.message ? `: ${candidate.message}` : ""}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button
              variant="primary"
              onClick={() =>
                onAdd({
                  strategyVersionId: version.id,
                  strategyId,
                  origin: null,
                  name: detail.name,
                  number: version.number,
                  weight: "",
                })
              }
            >
              Add to the basket
            </Button>
          </>
        );
      }}
    </Loaded>
  );
}
