"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ColumnBundle } from "@/graph-runtime/core/column-bundle.ts";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { useTRPCClient } from "../../trpc/context.ts";
import type { BacktestDetail } from "../BacktestView.tsx";
import { fetchColumns } from "../data/fetch-columns.ts";
import type { WhyAnswer, WhyRequest } from "./why-messages.ts";

type Asked = { readonly time: number; readonly lane: number };

/** Runs the version that ran, in this browser, up to a bar; the histories are fetched when somebody first asks. */
export function useWhy(backtest: BacktestDetail, asked: Asked | null) {
  const client = useTRPCClient();
  const subject = useQuery({
    queryKey: ["why", backtest.id],
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const traded = backtest.data.filter((one) => one.traded).length;
      const [version, ...histories] = await Promise.all([
        client.strategies.version.query({ versionId: backtest.versionId }),
        ...backtest.data.map((_, place) =>
          fetchColumns(`/api/backtests/${backtest.id}/history?place=${place}`, signal).then(laneOf),
        ),
      ]);
      return {
        document: version.document,
        parameters: backtest.parameters,
        lanes: histories.slice(0, traded),
        references: histories.slice(traded),
      };
    },
  });
  const [worker, setWorker] = useState<Worker | null>(null);
  const [answer, setAnswer] = useState<WhyAnswer | null>(null);
  const { data } = subject;
  // External system: the Web Worker.
  useEffect(() => {
    if (data === undefined) return undefined;
    const started = new Worker(new URL("./why.worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", (event: MessageEvent<WhyAnswer>) => setAnswer(event.data));
    started.postMessage({ kind: "subject", subject: data } satisfies WhyRequest);
    setWorker(started);
    return () => {
      setWorker(null);
      started.terminate();
    };
  }, [data]);
  const time = asked?.time ?? null;
  const lane = asked?.lane ?? 0;
  // External system: the Web Worker.
  useEffect(() => {
    if (worker !== null && time !== null) worker.postMessage({ kind: "ask", time, lane } satisfies WhyRequest);
  }, [worker, time, lane]);
  const isAnswered = answer !== null && answer.asked === time;
  return {
    reading: isAnswered ? answer.reading : null,
    problem: isAnswered ? answer.problem : subject.isError ? subject.error.message : null,
    isBusy: asked !== null && !isAnswered && !subject.isError,
  };
}

function laneOf({ meta, columns }: ColumnBundle): LaneData {
  const { instrument, actions } = meta as Pick<LaneData, "instrument"> & {
    readonly actions: NonNullable<LaneData["actions"]>;
  };
  // The server sends every column of the bars as 64-bit floats, and those that they were made from beside them.
  const bars = columns as unknown as BarColumns;
  const isMade = "finer-time" in columns;
  const finer = Object.fromEntries(
    BAR_FIELDS.map((field) => [field, columns[`finer-${field}`]]),
  ) as unknown as BarColumns;
  return { instrument, bars, ...(isMade ? { finer } : {}), ...(actions.length === 0 ? {} : { actions }) };
}
