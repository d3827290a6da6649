"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Boxes, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Input } from "../ui/Input.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { AddMemberDialog } from "./AddMemberDialog.tsx";
import type { BasketDetail } from "./BasketView.tsx";
import { type DraftMember, equalWeights, readWeight, totalWeight, weightText } from "./basket-draft.ts";
import { RulesFields } from "./RulesFields.tsx";
import { readRules, rulesDraftOf } from "./rules-draft.ts";

function savedMembers(basket: BasketDetail): readonly DraftMember[] {
  return (basket.version?.members ?? []).map((member) => ({ ...member, weight: weightText(member.weight) }));
}

/** The members and their weights; saving makes a new version of the basket. */
export function MembersEditor({ basket }: { readonly basket: BasketDetail }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [members, setMembers] = useState(() => savedMembers(basket));
  const saved = rulesDraftOf(basket.version?.settings);
  const [draft, setDraft] = useState(saved);
  const { rules, errors } = readRules(draft);
  const save = useMutation(
    trpc.baskets.setMembers.mutationOptions({
      onSuccess: ({ number, scaled }) => {
        notifySuccess(`Saved as version ${number}${scaled ? "; the weights were scaled to 100 %" : ""}.`);
        void queryClient.invalidateQueries({ queryKey: trpc.baskets.get.queryKey({ id: basket.id }) });
        void queryClient.invalidateQueries({ queryKey: trpc.baskets.list.queryKey() });
      },
    }),
  );
  const total = totalWeight(members);
  const isWhole = Math.abs(total - 1) < 1e-6;
  const isReadable = members.every((member) => readWeight(member.weight) !== null);
  const isChanged = JSON.stringify([members, draft]) !== JSON.stringify([savedMembers(basket), saved]);
  const setWeight = (versionId: string, weight: string) =>
    setMembers(members.map((member) => (member.strategyVersionId === versionId ? { ...member, weight } : member)));
  const submit = () => {
    if (rules === null) return;
    save.mutate({
      id: basket.id,
      settings: rules,
      members: members.map(({ strategyVersionId, origin, weight }) => ({
        strategyVersionId,
        ...(origin === null ? {} : { listingVersionId: origin.listingVersionId }),
        weight: readWeight(weight) ?? 0,
      })),
    });
  };
  return (
    <>
      <Panel
        flush
        title="Members"
        description="Saved versions of your strategies, each with its share of the capital"
        actions={
          <>
            {members.length > 1 ? (
              <Button onClick={() => setMembers(equalWeights(members))}>Equal weights</Button>
            ) : null}
            <AddMemberDialog
              taken={members.map((member) => member.strategyVersionId)}
              onAdd={(added) => setMembers(members.length === 0 ? equalWeights([added]) : [...members, added])}
            />
          </>
        }
      >
        {members.length === 0 ? (
          <EmptyState icon={<Boxes size={20} />} title="No member yet">
            Add a saved version of a strategy. Running a backtest saves one.
          </EmptyState>
        ) : (
          <Table label="Members">
            <thead>
              <tr>
                <HeadCell>Strategy</HeadCell>
                <HeadCell>Version</HeadCell>
                <HeadCell align="right">Weight, %</HeadCell>
                <HeadCell className="w-12">
                  <span className="sr-only">Remove</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={member.strategyVersionId}>
                  <Cell className="w-full font-medium">
                    <Link
                      href={
                        member.origin ? `/marketplace/${member.origin.listingId}` : `/strategies/${member.strategyId}`
                      }
                      className="rounded-sm hover:text-accent"
                    >
                      {member.name}
                    </Link>
                  </Cell>
                  <Cell>
                    <Badge>v{member.number}</Badge>
                  </Cell>
                  <Cell align="right">
                    <Input
                      aria-label={`Weight of ${member.name} in percent`}
                      aria-invalid={readWeight(member.weight) === null}
                      inputMode="decimal"
                      className="w-24! text-right"
                      value={member.weight}
                      onChange={(change) => setWeight(member.strategyVersionId, change.target.value)}
                    />
                  </Cell>
                  <Cell>
                    <IconButton
                      size="sm"
                      label={`Remove ${member.name}`}
                      onClick={() => setMembers(members.filter((other) => other !== member))}
                    >
                      <Trash2 size={14} />
                    </IconButton>
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
      {members.length > 0 ? (
        <>
          <RulesFields draft={draft} errors={errors} onChange={setDraft} />
          <footer className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
            <p className="figure grow text-muted" role="status">
              Total {format.percent(total)}
              {isReadable && !isWhole ? ". Saving scales the weights to 100 %." : ""}
              {isReadable ? "" : ". Each weight must be a number above 0."}
            </p>
            <Button
              variant="primary"
              busy={save.isPending}
              disabled={!isReadable || !isChanged || rules === null}
              onClick={submit}
            >
              Save as a new version
            </Button>
          </footer>
        </>
      ) : null}
    </>
  );
}
