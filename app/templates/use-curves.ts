"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { fetchBars } from "../data/fetch-bars.ts";
import type { ApiOutput } from "../trpc/context.ts";
import type { Curve, CurveAnswer, CurveRequest } from "./curve-message.ts";
import type { TemplateSummary } from "./gallery-filter.ts";

type Dataset = ApiOutput["datasets"]["list"][number];

type Curves = {
  /** Null where a template could not be run, undefined while that is not known. */
  readonly curveOf: (id: string) => Curve | null | undefined;
  /** Asks for a template's curve; asking again changes nothing. */
  readonly ask: (template: TemplateSummary) => void;
};

/** The datasets that a template runs over: those of its instruments, or for one instrument by the day the main history. */
export function historiesOf(
  { symbols, timeframe }: Pick<TemplateSummary, "symbols" | "timeframe">,
  main: Dataset,
  datasets: readonly Dataset[],
): readonly Dataset[] | null {
  if (symbols.length <= 1 && timeframe === main.timeframe) return [main];
  const found = symbols.flatMap(
    (symbol) => datasets.find((one) => one.symbol === symbol && one.timeframe === timeframe) ?? [],
  );
  return found.length === symbols.length ? found : null;
}

/** Runs templates in a worker of this browser, over bundled histories, in the order in which they are asked for. */
export function useCurves(main: Dataset | null, datasets: readonly Dataset[]): Curves {
  const [curves, setCurves] = useState<ReadonlyMap<string, Curve | null>>(new Map());
  const asked = useRef(new Map<string, TemplateSummary>());
  const run = useRef<((template: TemplateSummary) => void) | null>(null);
  // External system: the worker.
  useEffect(() => {
    if (!main) return undefined;
    const worker = new Worker(new URL("./curve.worker.ts", import.meta.url), { type: "module" });
    const post = (request: CurveRequest) => worker.postMessage(request);
    const take = ({ id, curve }: CurveAnswer) => setCurves((known) => new Map(known).set(id, curve));
    worker.onmessage = ({ data }: MessageEvent<CurveAnswer>) => take(data);
    worker.onerror = () => {
      for (const id of asked.current.keys()) take({ id, curve: null });
    };
    const sent = new Map<string, Promise<void>>();
    const send = ({ id, symbol, currency, synthetic }: Dataset): Promise<void> => {
      const known = sent.get(id);
      if (known !== undefined) return known;
      const sending = fetchBars(id).then((bars) => post({ kind: "history", id, symbol, currency, synthetic, bars }));
      sent.set(id, sending);
      return sending;
    };
    run.current = (template) => {
      const { id } = template;
      const histories = historiesOf(template, main, datasets);
      if (histories === null) take({ id, curve: null });
      else
        Promise.all(histories.map(send)).then(
          () => post({ kind: "run", id, histories: histories.map((history) => history.id) }),
          () => take({ id, curve: null }),
        );
    };
    for (const template of asked.current.values()) run.current(template);
    return () => {
      run.current = null;
      worker.terminate();
    };
  }, [main, datasets]);
  const ask = useCallback((template: TemplateSummary) => {
    if (asked.current.has(template.id)) return;
    asked.current.set(template.id, template);
    run.current?.(template);
  }, []);
  const curveOf = useCallback((id: string) => curves.get(id), [curves]);
  return { curveOf, ask };
}
