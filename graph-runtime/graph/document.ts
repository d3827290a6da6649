import { z } from "zod";
import { PORT_TYPES } from "./port-types.ts";
import { Settings } from "./settings.ts";

export const FORMAT = "quantloom.graph/1";

/** The most nodes a document may hold. */
export const MAX_NODES = 10_000;
export const MAX_EDGES = 40_000;

const Id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9_-]+$/, "use letters, digits, - and _");

export const ParameterReference = z.strictObject({ $param: Id });
export type ParameterReference = z.infer<typeof ParameterReference>;

const ParamScalar = z.union([z.number(), z.string().max(2000), z.boolean()]);
export const ParamValue = z.union([ParamScalar, ParameterReference, z.array(ParamScalar).max(100)]);
export type ParamValue = z.infer<typeof ParamValue>;

/** A knob of the strategy: a value that nodes refer to, shown in the form and varied in sweeps. */
export const Parameter = z.strictObject({
  key: Id,
  label: z.string().max(120).optional(),
  type: z.enum(["integer", "number", "boolean", "text"]),
  default: ParamScalar,
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
});
export type Parameter = z.infer<typeof Parameter>;

export const GraphNode = z.strictObject({
  id: Id,
  kind: z.string().min(1).max(120),
  version: z.int().min(1),
  params: z.record(z.string().max(80), ParamValue).default({}),
  label: z.string().max(120).optional(),
  /** A muted node is left out of the program, with the nodes that need it. */
  muted: z.boolean().optional(),
  /** A bypassed node passes on what feeds it: each output becomes the first wired input of its type. */
  bypassed: z.boolean().optional(),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const PortReference = z.strictObject({ node: Id, port: z.string().min(1).max(80) });
export type PortReference = z.infer<typeof PortReference>;

export const GraphEdge = z.strictObject({ from: PortReference, to: PortReference });
export type GraphEdge = z.infer<typeof GraphEdge>;

const Place = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().optional(),
  height: z.number().optional(),
  collapsed: z.boolean().optional(),
});
const Note = z.strictObject({
  id: Id,
  text: z.string().max(10_000),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
const Group = z.strictObject({
  id: Id,
  title: z.string().max(120),
  nodes: z.array(Id),
  color: z.string().max(40).optional(),
  collapsed: z.boolean().optional(),
});

/** How the document looks; never part of its meaning or its hash. */
export const GraphUi = z.strictObject({
  nodes: z.record(z.string(), Place).default({}),
  notes: z.array(Note).max(1_000).default([]),
  groups: z.array(Group).max(1_000).default([]),
  /** Points that an edge is led through, by the edge: "node:port>node:port". */
  bends: z.record(z.string().max(400), z.array(z.strictObject({ x: z.number(), y: z.number() })).max(50)).optional(),
});
export type GraphUi = z.infer<typeof GraphUi>;

const BlockPort = z.strictObject({ id: Id, label: z.string().max(120), type: z.enum(PORT_TYPES) });

/** The version of a team's library that a block was taken from, and the version that it bore here then: a higher one was changed since. */
const LibraryOrigin = z.strictObject({ id: z.uuid(), version: z.int().min(1), as: z.int().min(1) });

/** A reusable part of a graph. A node of kind `block.<id>` stands for it; its parameters are the node's parameters. */
export const Block = z.strictObject({
  id: Id,
  version: z.int().min(1),
  title: z.string().min(1).max(120),
  description: z.string().max(2_000).optional(),
  inputs: z.array(BlockPort).max(50).default([]),
  outputs: z.array(BlockPort).max(50).default([]),
  parameters: z.array(Parameter).max(50).default([]),
  nodes: z.array(GraphNode).max(MAX_NODES),
  edges: z.array(GraphEdge).max(MAX_EDGES),
  ui: GraphUi.optional(),
  library: LibraryOrigin.optional(),
});
export type Block = z.infer<typeof Block>;

/** A strategy as it is saved: what it does (nodes, edges, settings) and how it looks (`ui`). */
export const GraphDocument = z.strictObject({
  format: z.literal(FORMAT),
  name: z.string().min(1).max(120),
  description: z.string().max(10_000).optional(),
  settings: Settings.prefault({}),
  universe: z.array(z.string().min(1).max(40)).max(2_000).default([]),
  parameters: z.array(Parameter).max(200).default([]),
  nodes: z.array(GraphNode).max(MAX_NODES).default([]),
  edges: z.array(GraphEdge).max(MAX_EDGES).default([]),
  blocks: z.array(Block).max(200).optional(),
  ui: GraphUi.prefault({}),
});
export type GraphDocument = z.infer<typeof GraphDocument>;

/** The form a document may have before defaults are filled in. */
export type GraphDocumentInput = z.input<typeof GraphDocument>;
