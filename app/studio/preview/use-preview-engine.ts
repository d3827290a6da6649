"use client";
import { useEffect, useRef, useState } from "react";
import { useScrub } from "../scrub/scrub-store.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { readBarColumns } from "./bar-data.ts";
import { type Dataset, loadActions, loadBars } from "./datasets.ts";
import { PreviewClient } from "./preview-client.ts";
import { emptyPreview, usePreview } from "./preview-store.ts";
import { startPreviewWorker } from "./worker-port.ts";

/** Keeps the preview worker fed: every edit is compiled and run on the chosen dataset, the newest first. */
export function usePreviewEngine(dataset: Dataset | null): void {
  const store = useStudioStore();
  const document = useStudio((state) => state.root);
  const client = useRef<PreviewClient | null>(null);
  const [readyKey, setReadyKey] = useState<string | null>(null);
  const key = dataset === null ? null : `${dataset.id}@${dataset.snapshotId}`;

  // External system: the Web Worker.
  useEffect(() => {
    usePreview.setState(emptyPreview, true);
    const started = new PreviewClient(startPreviewWorker(), {
      onChecked: (checkedDocument, { diagnostics, ...reading }) => {
        store.getState().takeDiagnostics(checkedDocument, diagnostics);
        usePreview.setState(reading);
      },
      onLooked: (looked) => {
        if (looked === null) useScrub.getState().clear();
        else useScrub.getState().show(looked);
      },
      onGates: (gates) => usePreview.setState({ gates }),
      onSeries: (nodeId, lines) => usePreview.setState({ series: { nodeId, lines } }),
      onRan: (resultOf, _dataKey, result, reason) => {
        // A draft with errors keeps its last good curve, shown as outdated.
        if (result !== null) usePreview.setState({ result, resultOf, failure: null });
        else usePreview.setState({ failure: reason ?? null });
      },
    });
    client.current = started;
    usePreview.setState({
      look: (bar) => started.look(bar),
      askSeries: (nodeId) => started.askSeries(nodeId),
      askGates: () => started.askGates(),
    });
    return () => {
      client.current = null;
      started.close();
      useScrub.getState().clear();
    };
  }, [store]);

  // External system: the server's price data.
  useEffect(() => {
    if (dataset === null || key === null) return;
    let isCurrent = true;
    Promise.all([loadBars(dataset), loadActions(dataset)]).then(
      ([buffer, actions]) => {
        if (!isCurrent) return;
        client.current?.sendData(key, { instrument: dataset.instrument, actions }, buffer);
        usePreview.setState({ bars: readBarColumns(buffer), dataProblem: null, result: null, resultOf: null });
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
  }, [dataset, key]);

  // External system: the Web Worker, told of every edit.
  useEffect(() => {
    client.current?.evaluate(document, readyKey === key ? key : null);
  }, [document, readyKey, key]);
}
