"use client";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { useFormat } from "../../format/FormatProvider.tsx";
import { useAnswer } from "../../studio/asking/use-answer.ts";
import { Canvas } from "../../studio/canvas/Canvas.tsx";
import { useEditActions } from "../../studio/keyboard/use-edit-actions.ts";
import { usePreview } from "../../studio/preview/preview-store.ts";
import { useScrub } from "../../studio/scrub/scrub-store.ts";
import { StudioProvider } from "../../studio/store/StudioContext.tsx";
import { createStudioStore } from "../../studio/store/studio-store.ts";
import { useTRPC } from "../../trpc/context.ts";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { RunDecision, RunDetail } from "../read-step.ts";

type RunCanvasProps = { readonly versionId: string; readonly run: RunDetail };

/** The version's graph with what its ports held at the last bar. It is looked at, not edited: a run keeps its version. */
export function RunCanvas({ versionId, run }: RunCanvasProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const version = useQuery(trpc.strategies.version.queryOptions({ versionId }));
  const decision = useLastBar(run.lastDecision);
  const at = decision === null ? "no bar was decided on yet" : `the bar of ${format.clock(decision.time)}`;
  return (
    <Panel
      title="Graph"
      description={`Version ${run.versionNumber} at ${at}${run.symbols.length > 1 ? `, values of ${run.symbol}` : ""}. ${decision?.reason ?? ""}`}
    >
      <Loaded query={version}>
        {({ document }) => <LiveGraph key={versionId} document={document} decision={decision} />}
      </Loaded>
    </Panel>
  );
}

/** The latest decision that saw values: commands and reports of a broker see none. */
function useLastBar(decision: RunDecision | null): RunDecision | null {
  const [kept, setKept] = useState<RunDecision | null>(null);
  const isNew = decision !== null && decision !== kept && Object.keys(decision.values).length > 0;
  if (isNew) setKept(decision);
  return isNew ? decision : kept;
}

type LiveGraphProps = { readonly document: GraphDocument; readonly decision: RunDecision | null };

function LiveGraph({ document, decision }: LiveGraphProps) {
  const [store] = useState(() => createStudioStore(document));
  // External system: the chips of the canvas read the values of the moment from a store of their own.
  useEffect(() => {
    const entries = Object.entries(decision?.values ?? {});
    useScrub.setState({ values: new Map(entries.map(([port, value]) => [port, value ?? Number.NaN])) });
  }, [decision]);
  useEffect(() => () => useScrub.setState({ values: new Map() }), []);
  const readings = useAnswer(useMemo(() => ({ kind: "summaries", documents: [document] }) as const, [document]));
  // External system: the nodes take their one-line readings from there.
  useEffect(() => {
    usePreview.setState({ summaries: readings?.[0] ?? new Map() });
  }, [readings]);
  useEffect(() => () => usePreview.setState({ summaries: new Map() }), []);
  return (
    <StudioProvider store={store}>
      <ReactFlowProvider>
        <div className="h-112 overflow-hidden rounded-md border">
          <ViewOnly />
        </div>
      </ReactFlowProvider>
    </StudioProvider>
  );
}

function ViewOnly() {
  const edit = useEditActions();
  return <Canvas isTouch={false} isViewOnly edit={edit} />;
}
