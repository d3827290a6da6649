"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { statisticText } from "../backtests/statistic-text.ts";
import { LazyRecordChart } from "../charts/lazy-charts.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { averageOf } from "../marketplace/CorrelationTable.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Delta } from "../ui/Delta.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

const currency = "USD";
const shown = ["total-return", "cagr", "max-drawdown", "sharpe", "worst-session"];
/** More members than this have their average with the others instead of a column each. */
const mostColumns = 8;
const pollMilliseconds = 1_000;
type Test = NonNullable<ApiOutput["baskets"]["latestTest"]>;

/** The backtest of all members together, out of one capital. */
export function TestPanel({ basketId }: { readonly basketId: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const isUnderWay = (test: Test | null | undefined) => test?.status === "queued" || test?.status === "running";
  const latest = useQuery({
    ...trpc.baskets.latestTest.queryOptions({ id: basketId }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? pollMilliseconds : false),
  });
  const start = useMutation(
    trpc.baskets.test.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.baskets.latestTest.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const cancel = useMutation(
    trpc.baskets.cancelTest.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.baskets.latestTest.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const test = latest.data ?? null;
  return (
    <Panel
      title="Backtest of the basket"
      description="The members of the saved version together: one capital, the rules above, all costs paid."
      actions={
        <>
          {test !== null && isUnderWay(test) ? (
            <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: test.id })}>
              Cancel
            </Button>
          ) : null}
          <Button
            variant="primary"
            busy={start.isPending || isUnderWay(test)}
            onClick={() => start.mutate({ id: basketId })}
          >
            <FlaskConical size={15} aria-hidden="true" />
            Backtest
          </Button>
        </>
      }
    >
      {test?.result ? (
        <TestFigures result={test.result} />
      ) : (
        <p className="text-muted" role="status">
          {test === null ? "It was not backtested yet." : wordsOf(test, format)}
        </p>
      )}
    </Panel>
  );
}

function wordsOf({ status, progress, error }: Test, format: ReturnType<typeof useFormat>): string {
  if (status === "cancelled") return "It was cancelled before it had a result.";
  return error?.message ?? `Its members are being run: ${format.percent(progress, 0)}.`;
}

function TestFigures({ result }: { readonly result: NonNullable<Test["result"]> }) {
  const format = useFormat();
  const points = result.days.map((day, index) => ({ time: Date.parse(day), equity: result.equity[index] ?? 0 }));
  const members = result.members.map((member, index) => ({ ...member, title: `${index + 1}. ${member.name}` }));
  const isWide = members.length > mostColumns;
  const figures = shown.flatMap((id) => result.statistics.find((one) => one.id === id) ?? []);
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {figures.map(({ id, label, value, unit }) => (
          <div key={id}>
            <dt className="text-muted text-xs">{label}</dt>
            <dd className="figure font-semibold">
              {value === null ? "n/a" : statisticText(value, unit, currency, format)}
            </dd>
          </div>
        ))}
      </dl>
      <LazyRecordChart points={points} look="backtest" label="Simulated equity of the basket" />
      <Table label="What each member added, and how members move together">
        <thead>
          <tr>
            <HeadCell>Member</HeadCell>
            <HeadCell align="right">Added</HeadCell>
            {isWide ? (
              <HeadCell align="right">With the others, on average</HeadCell>
            ) : (
              members.map(({ title }, index) => (
                <HeadCell key={title} align="right" className="hidden md:table-cell">
                  {`with ${index + 1}`}
                </HeadCell>
              ))
            )}
          </tr>
        </thead>
        <tbody>
          {members.map(({ title, contribution }, row) => (
            <tr key={title}>
              <Cell className="font-medium">{title}</Cell>
              <Cell align="right">
                <Delta value={contribution}>{format.percent(contribution, 1)}</Delta>
              </Cell>
              {isWide ? (
                <Cell align="right">
                  {format.number(averageOf((result.correlation[row] ?? []).filter((_, column) => column !== row)))}
                </Cell>
              ) : (
                members.map((other, column) => (
                  <Cell key={other.title} align="right" className="hidden md:table-cell">
                    {format.number(result.correlation[row]?.[column])}
                  </Cell>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-muted text-sm">
        Worst days of all members together:{" "}
        {result.worstDays
          .slice(0, 3)
          .map(({ day, total }) => `${day} ${format.percent(total, 2)}`)
          .join(", ")}
        . Money moved between members {result.rebalances === 1 ? "once" : `${result.rebalances} times`}.
      </p>
      <ReachedLimits reached={result.reached} />
    </div>
  );
}

const shownReached = 5;

function ReachedLimits({ reached }: Pick<NonNullable<Test["result"]>, "reached">) {
  const format = useFormat();
  if (reached.length === 0) return null;
  const more = reached.length - shownReached;
  return (
    <div className="grid gap-1 text-muted text-sm">
      <p>Limits over all members were reached {reached.length === 1 ? "once" : `${reached.length} times`}:</p>
      <ul className="grid list-disc gap-0.5 pl-5">
        {reached.slice(0, shownReached).map(({ day, reason }) => (
          <li key={`${day} ${reason}`}>
            {day}: {reason}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-faint">and {format.integer(more)} more</p> : null}
    </div>
  );
}
