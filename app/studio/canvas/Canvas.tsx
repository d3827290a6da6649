"use client";
import "@xyflow/react/dist/base.css";
import "../studio.css";
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  type OnEdgesChange,
  type OnNodeDrag,
  type OnNodesChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStoreApi,
  type Viewport,
} from "@xyflow/react";
import { type MouseEvent, memo, type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { Breadcrumb } from "../blocks/Breadcrumb.tsx";
import { scopePrefix } from "../blocks/scope.ts";
import { gridSize } from "../commands/add-node.ts";
import { addBend } from "../commands/bend-edge.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { familyOf } from "../store/definitions.ts";
import type { FlowEdge, FlowNode } from "../store/flow-model.ts";
import { useMoving, useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { useWiring } from "../wiring/use-wiring.ts";
import { ariaLabels } from "./aria-labels.ts";
import { CanvasControls } from "./CanvasControls.tsx";
import { CanvasMap } from "./CanvasMap.tsx";
import { comeCloser } from "./come-closer.ts";
import { detailAt, FarContext, isFar } from "./detail.ts";
import { EmptyHint } from "./EmptyHint.tsx";
import { bendOrder } from "./edge-path.ts";
import { FarEdges } from "./FarEdges.tsx";
import { farNodes } from "./far-nodes.ts";
import { firstView, zoomLimits } from "./first-view.ts";
import { GraphNodeView } from "./GraphNodeView.tsx";
import { GroupFrame } from "./GroupFrame.tsx";
import { GuideLines, showGuides } from "./GuideLines.tsx";
import { guideDrag } from "./guide-drag.ts";
import { LevelOfDetail } from "./LevelOfDetail.tsx";
import { landLive, takeLive } from "./live-drag.ts";
import { measureUnknown } from "./measure-unknown.ts";
import { movedItems } from "./moved-items.ts";
import { NodeActions } from "./NodeActions.tsx";
import { NoteView } from "./NoteView.tsx";
import { TypedEdge } from "./TypedEdge.tsx";
import { useLiveNodes } from "./use-live-nodes.ts";
import { WiringReason } from "./WiringReason.tsx";

// Module constants: new objects here would make React Flow build every node again.
const nodeTypes: NodeTypes = { graph: GraphNodeView, note: NoteView, "group-frame": GroupFrame };
const edgeTypes: EdgeTypes = { typed: TypedEdge };
const snapGrid: [number, number] = [gridSize, gridSize];
// Above so many nodes it costs less to mount what comes into view than to keep what is out of it.
const mostKept = 300;
const noEdges: FlowEdge[] = [];
// A map of a graph that fits the view only hides a part of it.
const fewestForMap = 10;
const panButtons = [1, 2];
const multiSelectKeys = ["Shift", "Meta", "Control"];

type CanvasProps = {
  readonly isTouch: boolean;
  /** Shows, pans and selects; editing is done elsewhere. */
  readonly isViewOnly: boolean;
  readonly edit: EditActions;
};

/** The graph in React Flow. Each block has a view of its own: its nodes are fitted before they are drawn. */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  const store = useStudioStore();
  const wiringColor = useStudio((state) => (state.wiring === null ? null : state.wiring.side));
  const place = useStudio((state) => scopePrefix(state.scope));
  const flow = useStoreApi();
  const stage = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<{ readonly place: string; readonly view: Viewport } | null>(null);
  // External system: the size of the element, which is known once it is on the page and before it is painted.
  useLayoutEffect(() => {
    measureUnknown(flow);
    const { clientWidth: width = 0, clientHeight: height = 0 } = stage.current ?? {};
    setOpened({ place, view: firstView(store.getState().flowNodes, { width, height }) });
  }, [place, store, flow]);
  return (
    <div
      ref={stage}
      className="studio-canvas"
      data-wiring={wiringColor ?? undefined}
      data-view-only={props.isViewOnly || undefined}
      data-testid="canvas"
    >
      {opened === null || opened.place !== place ? null : (
        <FlowCanvas key={place} {...props} view={opened.view} stage={stage} />
      )}
      <Breadcrumb />
      <WiringReason />
      <EmptyHint />
    </div>
  );
});

type FlowCanvasProps = CanvasProps & {
  readonly view: Viewport;
  /** The element around it. */
  readonly stage: RefObject<HTMLDivElement | null>;
};

function FlowCanvas({ isTouch, isViewOnly, edit, view, stage }: FlowCanvasProps) {
  const store = useStudioStore();
  const nodes = useMoving((state) => state.flowNodes);
  const edges = useMoving((state) => state.flowEdges);
  const flow = useReactFlow();
  const wiring = useWiring();
  const [isFarOff, setFarOff] = useState(() => isFar(detailAt(view.zoom)));
  const onNodesChange = useCallback<OnNodesChange<FlowNode>>(
    (changes) => {
      const { flowNodes, setFlowNodes } = store.getState();
      const guided = guideDrag(changes, flowNodes);
      if (isFarOff && takeLive(guided, flowNodes)) return;
      setFlowNodes(applyNodeChanges(guided, landLive(flowNodes)));
    },
    [store, isFarOff],
  );
  useLiveNodes(stage);
  const onFar = useCallback(
    (isNowFar: boolean) => {
      // From near the nodes are drawn where the store has them.
      const { flowNodes, setFlowNodes } = store.getState();
      const landed = landLive(flowNodes);
      if (landed !== flowNodes) setFlowNodes(landed);
      setFarOff(isNowFar);
    },
    [store],
  );
  const onEdgesChange = useCallback<OnEdgesChange<FlowEdge>>(
    (changes) => store.getState().setFlowEdges(applyEdgeChanges(changes, store.getState().flowEdges)),
    [store],
  );
  const finishDrag = useCallback(
    (dragged: readonly FlowNode[]) => {
      const { document, dispatch, flowNodes } = store.getState();
      const ids = new Set(dragged.map((node) => node.id));
      showGuides([]);
      // The place where a node is shown counts: it may have snapped to a line.
      dispatch(
        movedItems(
          document,
          flowNodes.filter((node) => ids.has(node.id)),
        ),
      );
    },
    [store],
  );
  const onDragStop = useCallback<OnNodeDrag<FlowNode>>((_event, _node, dragged) => finishDrag(dragged), [finishDrag]);
  // While the view moves it is a layer of its own, which the browser shifts without drawing it; at rest it is drawn sharply.
  const onMoveStart = useCallback(() => stage.current?.setAttribute("data-moving", ""), [stage]);
  const onMoveEnd = useCallback(() => stage.current?.removeAttribute("data-moving"), [stage]);
  const onDoubleClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const node = event.target.closest<HTMLElement>(".graph-node-header, .graph-node-summary, .graph-node-block");
    const id = node?.closest<HTMLElement>("[data-graph-node]")?.dataset["graphNode"];
    if (id !== undefined) {
      if (isFarOff && familyOf(store.getState().document, id) !== "blocks") comeCloser(flow, [id]);
      else store.getState().enterBlock(id);
    }
    // What is drawn lies inside of the pane: only the pane itself is empty canvas.
    if (isViewOnly || !event.target.classList.contains("react-flow__pane")) return;
    const screen = { x: event.clientX, y: event.clientY };
    store.getState().openQuickAdd({ screen, flow: flow.screenToFlowPosition(screen) });
  };

  // Every function that React Flow is given stays the same: it hands a new one on to all that it draws.
  const addDot = useCallback(
    (event: MouseEvent, edge: FlowEdge): void => {
      const { document, dispatch } = store.getState();
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const [from, to] = [document.ui.nodes[edge.source], document.ui.nodes[edge.target]];
      const order = bendOrder(from ?? at, document.ui.bends?.[edge.id] ?? [], to ?? at, at);
      dispatch(addBend(edge.id, order, at));
    },
    [flow, store],
  );
  const onSelectionDragStop = useCallback(
    (_event: MouseEvent, dragged: readonly FlowNode[]) => finishDrag(dragged),
    [finishDrag],
  );
  const onPaneClick = useCallback(() => store.getState().stopWiring(), [store]);

  return (
    <FarContext value={isFarOff}>
      <ReactFlow<FlowNode, FlowEdge>
        nodes={isFarOff ? farNodes(nodes) : nodes}
        edges={isFarOff ? noEdges : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onSelectionDragStop}
        {...wiring}
        onPaneClick={onPaneClick}
        onMoveStart={onMoveStart}
        onMoveEnd={onMoveEnd}
        onDoubleClick={onDoubleClick}
        onEdgeDoubleClick={addDot}
        connectionMode={ConnectionMode.Strict}
        connectOnClick={false}
        nodesDraggable={!isViewOnly}
        nodesConnectable={!isViewOnly}
        edgesReconnectable={!isViewOnly}
        connectionRadius={30}
        connectionDragThreshold={4}
        nodeDragThreshold={3}
        paneClickDistance={3}
        snapToGrid
        snapGrid={snapGrid}
        defaultViewport={view}
        onlyRenderVisibleElements={nodes.length > mostKept}
        minZoom={zoomLimits.least}
        maxZoom={zoomLimits.most}
        deleteKeyCode={null}
        selectionOnDrag={!isTouch && !isViewOnly}
        selectionMode={SelectionMode.Partial}
        panOnDrag={isTouch || isViewOnly ? true : panButtons}
        panOnScroll={!isTouch}
        zoomOnDoubleClick={false}
        panActivationKeyCode="Space"
        multiSelectionKeyCode={multiSelectKeys}
        elevateNodesOnSelect={false}
        disableKeyboardA11y
        ariaLabelConfig={ariaLabels}
        attributionPosition="top-right"
      >
        <LevelOfDetail opening={view.zoom} onFar={onFar} />
        {isFarOff ? (
          <FarEdges />
        ) : (
          // From afar the dots are a haze, and every frame of a pan would draw all of them again.
          <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--canvas-dot)" />
        )}
        {nodes.length < fewestForMap ? null : <CanvasMap />}
        <GuideLines />
        {isViewOnly ? null : <NodeActions edit={edit} />}
        <CanvasControls isViewOnly={isViewOnly} />
      </ReactFlow>
    </FarContext>
  );
}
