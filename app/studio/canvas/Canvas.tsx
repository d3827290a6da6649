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
  MiniMap,
  type NodeTypes,
  type OnEdgesChange,
  type OnNodeDrag,
  type OnNodesChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type MouseEvent, useCallback } from "react";
import { Breadcrumb } from "../blocks/Breadcrumb.tsx";
import { scopePrefix } from "../blocks/scope.ts";
import { gridSize } from "../commands/add-node.ts";
import { addBend } from "../commands/bend-edge.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { familyOf } from "../store/definitions.ts";
import { type FlowEdge, type FlowNode, isGraphId } from "../store/flow-model.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { useWiring } from "../wiring/use-wiring.ts";
import { ariaLabels } from "./aria-labels.ts";
import { CanvasControls } from "./CanvasControls.tsx";
import { EmptyHint } from "./EmptyHint.tsx";
import { bendOrder } from "./edge-path.ts";
import { familyColor } from "./FamilyIcon.tsx";
import { GraphNodeView } from "./GraphNodeView.tsx";
import { GroupFrame } from "./GroupFrame.tsx";
import { GuideLines, showGuides } from "./GuideLines.tsx";
import { guideDrag } from "./guide-drag.ts";
import { LevelOfDetail } from "./LevelOfDetail.tsx";
import { movedItems } from "./moved-items.ts";
import { NodeActions } from "./NodeActions.tsx";
import { NoteView } from "./NoteView.tsx";
import { TypedEdge } from "./TypedEdge.tsx";
import { WiringReason } from "./WiringReason.tsx";

// Module constants: new objects here would make React Flow build every node again.
const nodeTypes: NodeTypes = { graph: GraphNodeView, note: NoteView, "group-frame": GroupFrame };
const edgeTypes: EdgeTypes = { typed: TypedEdge };
const snapGrid: [number, number] = [gridSize, gridSize];
const fitViewOptions = { padding: 0.1, maxZoom: 1.1 };
const miniMapSize = { width: 152, height: 100 };
// A map of a graph that fits the view only hides a part of it.
const fewestForMap = 10;
const multiSelectKeys = ["Shift", "Meta", "Control"];

type CanvasProps = {
  readonly isTouch: boolean;
  /** Shows, pans and selects; editing is done elsewhere. */
  readonly isViewOnly: boolean;
  readonly edit: EditActions;
};

export function Canvas({ isTouch, isViewOnly, edit }: CanvasProps) {
  const store = useStudioStore();
  const nodes = useStudio((state) => state.flowNodes);
  const edges = useStudio((state) => state.flowEdges);
  const wiringColor = useStudio((state) => (state.wiring === null ? null : state.wiring.side));
  const flow = useReactFlow();
  const wiring = useWiring();
  const place = useStudio((state) => scopePrefix(state.scope));

  const onNodesChange = useCallback<OnNodesChange<FlowNode>>(
    (changes) => {
      const { flowNodes, setFlowNodes } = store.getState();
      setFlowNodes(applyNodeChanges(guideDrag(changes, flowNodes), flowNodes));
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
  const onDoubleClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const node = event.target.closest<HTMLElement>(".graph-node-header, .graph-node-summary, .graph-node-block");
    const id = node?.closest<HTMLElement>("[data-graph-node]")?.dataset["graphNode"];
    if (id !== undefined) store.getState().enterBlock(id);
    if (isViewOnly || event.target.closest(".react-flow__pane") === null) return;
    const screen = { x: event.clientX, y: event.clientY };
    store.getState().openQuickAdd({ screen, flow: flow.screenToFlowPosition(screen) });
  };

  const addDot = (event: MouseEvent, edge: FlowEdge): void => {
    const { document, dispatch } = store.getState();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const [from, to] = [document.ui.nodes[edge.source], document.ui.nodes[edge.target]];
    const order = bendOrder(from ?? at, document.ui.bends?.[edge.id] ?? [], to ?? at, at);
    dispatch(addBend(edge.id, order, at));
  };

  return (
    <div
      className="studio-canvas"
      data-wiring={wiringColor ?? undefined}
      data-view-only={isViewOnly || undefined}
      data-testid="canvas"
    >
      <ReactFlow<FlowNode, FlowEdge>
        // Each block has a view of its own: it is fitted when it is opened.
        key={place}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={(_event, dragged) => finishDrag(dragged)}
        {...wiring}
        onPaneClick={() => store.getState().stopWiring()}
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
        fitView
        fitViewOptions={fitViewOptions}
        minZoom={0.1}
        maxZoom={2}
        deleteKeyCode={null}
        selectionOnDrag={!isTouch && !isViewOnly}
        selectionMode={SelectionMode.Partial}
        panOnDrag={isTouch || isViewOnly ? true : [1, 2]}
        panOnScroll={!isTouch}
        zoomOnDoubleClick={false}
        panActivationKeyCode="Space"
        multiSelectionKeyCode={multiSelectKeys}
        elevateNodesOnSelect={false}
        disableKeyboardA11y
        ariaLabelConfig={ariaLabels}
        attributionPosition="top-right"
      >
        <LevelOfDetail />
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--canvas-dot)" />
        {nodes.length < fewestForMap ? null : (
          <MiniMap
            pannable
            zoomable
            position="bottom-right"
            className="studio-minimap"
            style={miniMapSize}
            nodeColor={(node) =>
              isGraphId(node.id) ? familyColor(familyOf(store.getState().document, node.id)) : "var(--color-active)"
            }
            maskColor="var(--minimap-mask)"
            bgColor="var(--color-surface)"
            ariaLabel="Map of the graph"
          />
        )}
        <GuideLines />
        {isViewOnly ? null : <NodeActions edit={edit} />}
        <CanvasControls isViewOnly={isViewOnly} />
      </ReactFlow>
      <Breadcrumb />
      <WiringReason />
      <EmptyHint />
    </div>
  );
}
