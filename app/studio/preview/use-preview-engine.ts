"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { ChosenHistories } from "@/graph-runtime/sim/choose-histories.ts";
import { answerWith } from "../asking/ask.ts";
import { useKindWords } from "../kinds/kind-words.ts";
import { useScrub } from "../scrub/scrub-store.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { readBarColumns } from "./bar-data.ts";
import { joinDataKeys } from "./data-key.ts";
import { type History, loadActions, loadBars } from "./datasets.ts";
import { PreviewClient } from "./preview-client.ts";
import { emptyPreview, showing, usePreview } from "./preview-store.ts";
import { rememberLast } from "./remember-last.ts";
import { startPreviewWorker } from "./worker-port.ts";

const keyOf = ({ id, snapshotId, made, isFine }: History): string =>
  `${id}@${snapshotId}${made === null ? "" : `@${made}${isFine ? "-fine" : ""}`}`;

/** Returns the key of the histories, or null where there are none or one is missing. */
function dataKeyOf(data: ChosenHistories<History> | null): string | null {
  if (data === null || data.missing.length > 0) return null;
  return joinDataKeys({ lanes: data.lanes.map(keyOf), references: data.references.map(keyOf) });
}

/**
 * Keeps the preview worker fed: every edit is compiled and run on the histories that `choose` names for it, the newest first.
 * The function must be the same one while the choice of the user is. Returns the histories of the present document.
 */
export function usePreviewEngine(
  chooseAnew: (document: GraphDocument) => ChosenHistories<History> | null,
): ChosenHistories<History> | null {
  const store = useStudioStore();
  const choose = useMemo(() => rememberLast(chooseAnew), [chooseAnew]);
  const client = useRef<PreviewClient | null>(null);
  const [readyKey, setReadyKey] = useState<string | null>(null);
  // An edit renders nothing here while its histories are those of before.
  const key = useStudio((state) => dataKeyOf(choose(state.root)));
  const missing = useStudio((state) => choose(state.root)?.missing.join(", ") ?? "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the histories are the same while key and missing are
  const data = useMemo(() => choose(store.getState().root), [choose, store, key, missing]);

  // External system: the Web Worker.
  useEffect(() => {
    usePreview.setState(emptyPreview, true);
    const started = new PreviewClient(startPreviewWorker(), {
      onChecked: (checkedDocument, { diagnostics, summaries, ...reading }) => {
        store.getState().takeDiagnostics(checkedDocument, diagnostics);
        const known = usePreview.getState().summaries;
        usePreview.setState({
          ...reading,
          summaries: summaries.size === 0 ? known : new Map([...known, ...summaries]),
        });
      },
      onLooked: (looked) => {
        if (looked === null) useScrub.getState().clear();
        else useScrub.getState().show(looked);
      },
      onGates: (gates) => usePreview.setState({ gates }),
      onSeries: (nodeId, lines) => usePreview.setState({ series: { nodeId, lines } }),
      onRan: (resultOf, _dataKey, result, reason) => {
        // A draft with errors keeps its last good curve, shown as outdated.
        if (result !== null) usePreview.setState({ ...showing({ result }), resultOf, failure: null, isKept: false });
        else usePreview.setState({ failure: reason ?? null, isKept: true });
      },
    });
    client.current = started;
    answerWith(started);
    if (useKindWords.getState().byKind.size === 0)
      started.ask({ kind: "words" }).then(
        (byKind) => useKindWords.setState({ byKind }),
        () => undefined, // the studio was closed first
      );
    usePreview.setState({
      look: (bar, lane) => started.look(bar, lane),
      askSeries: (nodeId, lane) => started.askSeries(nodeId, lane),
      askGates: (lane) => started.askGates(lane),
    });
    return () => {
      client.current = null;
      answerWith(null);
      started.close();
      useScrub.getState().clear();
    };
  }, [store]);

  // External system: the server's price data. The key says which histories: a new list of the same ones changes nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the histories are the same while the key is
  useEffect(() => {
    if (missing !== "")
      usePreview.setState({ dataProblem: `There is no history of ${missing}, which this strategy names.` });
    if (data === null || key === null) return;
    let isCurrent = true;
    const histories = [...data.lanes, ...data.references];
    const load = (history: History) =>
      Promise.all([
        loadBars(history, history.made),
        loadActions(history),
        history.isFine ? loadBars(history, null) : null,
      ]);
    Promise.all(histories.map(load)).then(
      (loaded) => {
        if (!isCurrent) return;
        histories.forEach((dataset, index) => {
          const [buffer, actions, finer] = loaded[index]!;
          client.current?.sendData(keyOf(dataset), { instrument: dataset.instrument, actions }, buffer, finer);
        });
        const traded = loaded.slice(0, data.lanes.length).map(([buffer]) => readBarColumns(buffer));
        usePreview.setState({
          ...showing({ histories: traded, lane: 0, result: null }),
          tickSizes: data.lanes.map(({ instrument }) => instrument.tickSize),
          dataProblem: null,
          resultOf: null,
        });
        setReadyKey(key);
      },
      (error: unknown) => {
        if (isCurrent)
          usePreview.setState({
            dataProblem: error instanceof Error ? error.message : "The price data could not be loaded.",
          });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [missing, key]);

  // External system: the Web Worker, told of the document whenever its histories become others or have come.
  useEffect(() => {
    client.current?.evaluate(store.getState().root, readyKey === key ? key : null);
  }, [store, readyKey, key]);

  // External system: the Web Worker, told of every edit, which it computes while the page is still drawing it.
  useEffect(
    () =>
      store.subscribe(({ root }, before) => {
        if (root === before.root) return;
        client.current?.evaluate(root, readyKey === dataKeyOf(choose(root)) ? readyKey : null);
      }),
    [store, choose, readyKey],
  );
  return data;
}
