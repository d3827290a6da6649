"use client";
import { methodWords } from "../baskets/method-words.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Panel } from "../ui/Panel.tsx";

type Subscription = ApiOutput["subscriptions"]["get"];
type MoneyPanelProps = {
  readonly basket: NonNullable<Subscription["basket"]>;
  readonly runs: Subscription["runs"];
};
type Amounts = NonNullable<MoneyPanelProps["basket"]["due"]>["open"];

const currency = "USD";
/** How the members share the money, what is to be moved between them and what was moved last. */
export function MoneyPanel({ basket, runs }: MoneyPanelProps) {
  const format = useFormat();
  const { allocation, rebalance, corridorPercent, due, moved } = basket;
  return (
    <Panel
      title="Money between the members"
      description={
        rebalance === "never"
          ? undefined
          : `Shared ${methodWords[allocation]}, and brought back to that ${rebalance} where a share has strayed by more than ${format.number(corridorPercent)} points of percent. It moves only between members that hold nothing.`
      }
      actions={due === null ? null : <Badge tone="warning">Due</Badge>}
    >
      {rebalance === "never" ? (
        <p className="text-muted">Shared {methodWords[allocation]} at the start; it stays where it is.</p>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <Moves
            title={
              due === null
                ? "Nothing is due"
                : `Due since ${format.dateTime(due.since)}: it waits until a member that gives and one that receives hold nothing`
            }
            amounts={due?.open ?? []}
            runs={runs}
          />
          <Moves
            title={moved === null ? "Nothing was moved yet" : `Moved last, ${format.dateTime(moved.time)}`}
            amounts={moved?.moves ?? []}
            runs={runs}
          />
        </div>
      )}
    </Panel>
  );
}

type MovesProps = { readonly title: string; readonly amounts: Amounts; readonly runs: Subscription["runs"] };

function Moves({ title, amounts, runs }: MovesProps) {
  const format = useFormat();
  return (
    <div className="grid content-start gap-1.5">
      <p className="text-muted text-xs">{title}</p>
      <ul className="grid gap-1">
        {amounts.map(({ runId, amount }) => (
          <li key={runId} className="flex justify-between gap-4">
            <span className="truncate">{runs.find(({ id }) => id === runId)?.strategyName ?? "A former member"}</span>
            <Delta value={amount}>{format.money(amount, currency)}</Delta>
          </li>
        ))}
      </ul>
    </div>
  );
}
