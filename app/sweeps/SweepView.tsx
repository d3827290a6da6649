"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { fetchColumns } from "../backtests/data/fetch-columns.ts";
import { useEvents } from "../events/EventsProvider.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { notifyError } from "../ui/notify.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Progress } from "../ui/Progress.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { BestSoFar } from "./BestSoFar.tsx";
import type { Sweep } from "./metrics.ts";
import { SweepHeatMap } from "./SweepHeatMap.tsx";
import { SweepRanking } from "./SweepRanking.tsx";
import { readSweep } from "./sweep-grid.ts";

const isUnderWay = ({ status }: Pick<Sweep, "status">) => status === "queued" || status === "running";

type Told = { readonly done: number; readonly refused: number; readonly best: Sweep["best"] };

function readTold(payload: unknown): Told | null {
  if (typeof payload !== "object" || payload === null || !("done" in payload && "refused" in payload)) return null;
  const { done, refused } = payload;
  const best = "best" in payload ? (payload.best as Sweep["best"]) : null;
  return typeof done === "number" && typeof refused === "number" ? { done, refused, best } : null;
}

/** A sweep: how far it is and its best so far; then where the good points lie. */
export function SweepView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sweep = useQuery(trpc.sweeps.get.queryOptions({ id }));
  const [told, setTold] = useState<Told | null>(null);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.sweeps.get.queryKey({ id }) });
  const underWay = sweep.data !== undefined && isUnderWay(sweep.data);
  useEvents(
    underWay ? [`sweep:${id}`] : [],
    (message) => {
      const news = message.type === "progress" ? readTold(message.payload) : null;
      if (news) setTold(news);
      else refresh();
    },
    refresh,
  );
  return (
    <Page>
      <Loaded query={sweep}>
        {(detail) => <SweepPage sweep={isUnderWay(detail) && told ? { ...detail, ...told } : detail} />}
      </Loaded>
    </Page>
  );
}

function SweepPage({ sweep }: { readonly sweep: Sweep }) {
  const trpc = useTRPC();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const cancel = useMutation(trpc.sweeps.cancel.mutationOptions({ onError: (error) => notifyError(errorText(error)) }));
  const share = sweep.points === 0 ? 0 : (sweep.done + sweep.refused) / sweep.points;
  return (
    <>
      <PageHeader
        trail={[{ href: "/sweeps", label: "Sweeps" }]}
        title={`${sweep.strategyName}, version ${sweep.versionNumber}`}
        badges={<StatusBadge status={sweep.status} />}
        description={`${format.integer(sweep.points)} points on ${sweep.datasetName}${sweep.outOfSampleFrom === null ? "" : `, up to ${format.session(sweep.outOfSampleFrom)}`} · run ${format.dateTime(sweep.createdAt)}`}
        actions={
          <Button asChild>
            <Link href={`/sweeps/new?strategy=${sweep.strategyId}&dataset=${sweep.datasetId}`}>Vary again</Link>
          </Button>
        }
      />
      {isUnderWay(sweep) ? (
        <Panel>
          <div className="grid gap-4">
            <div className="flex items-center justify-between gap-4">
              <p className="font-medium" role="status">
                {sweep.status === "queued"
                  ? "Waiting for a worker"
                  : `${format.integer(sweep.done)} of ${format.integer(sweep.points)} points done`}
              </p>
              {mayWrite ? (
                <Button
                  busy={cancel.isPending}
                  disabled={cancel.isSuccess}
                  onClick={() => cancel.mutate({ id: sweep.id })}
                >
                  Cancel
                </Button>
              ) : null}
            </div>
            <Progress label="Share of the points that are done" value={share} />
          </div>
        </Panel>
      ) : null}
      {sweep.status === "failed" ? (
        <Panel>
          <ErrorState
            title="The sweep failed"
            message={sweep.error?.message ?? "The worker gave no reason; its log has more."}
          />
        </Panel>
      ) : null}
      <BestSoFar sweep={sweep} />
      {isUnderWay(sweep) || sweep.done === 0 ? null : <SweepResult sweep={sweep} mayOpen={mayWrite} />}
    </>
  );
}

function SweepResult({ sweep, mayOpen }: { readonly sweep: Sweep; readonly mayOpen: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const grid = useQuery({
    queryKey: ["sweep", sweep.id, "results"],
    queryFn: async ({ signal }) =>
      readSweep(await fetchColumns(`/api/sweeps/${sweep.id}/results`, signal), sweep.labels),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const open = useMutation(
    trpc.sweeps.open.mutationOptions({
      onSuccess: ({ backtestId }) => router.push(`/backtests/${backtestId}`),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const onOpen = mayOpen ? (point: number) => open.mutate({ id: sweep.id, point }) : null;
  return (
    <Loaded query={grid}>
      {(points) => (
        <>
          <SweepHeatMap sweep={sweep} grid={points} onOpen={onOpen} />
          <SweepRanking sweep={sweep} grid={points} onOpen={onOpen} />
        </>
      )}
    </Loaded>
  );
}
