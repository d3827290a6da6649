import { z } from "zod";
import { GraphDocument, type GraphDocumentInput } from "@/graph-runtime/graph/document.ts";

const Id = z.string().min(1).max(80);
export const StrategyName = z.string().trim().min(1).max(120);
const Revision = z.int().min(1);

/** Anything that claims to be a document: the service reads it with readDocument and answers with diagnostics. */
const DocumentInput = z.custom<GraphDocumentInput>((value) => typeof value === "object" && value !== null, {
  message: "expected a strategy document (an object)",
});

export const StrategySummary = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.int(),
  /** What it was forked from, as it was called then. */
  forkedFrom: z.string().nullable(),
  nodes: z.int(),
  timeframe: z.string().nullable(),
  universe: z.array(z.string()),
  latestVersion: z.int().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type StrategySummary = z.infer<typeof StrategySummary>;

export const VersionSummary = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string(),
  semanticHash: z.string(),
  message: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

export const StrategyDto = z.object({
  id: z.string(),
  name: z.string(),
  draft: GraphDocument,
  revision: z.int(),
  versions: z.array(VersionSummary),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type StrategyDto = z.infer<typeof StrategyDto>;

export const VersionDto = VersionSummary.extend({ strategyId: z.string(), document: GraphDocument });
export type VersionDto = z.infer<typeof VersionDto>;

export const CreateStrategy = z.union([
  z.strictObject({ templateId: Id, name: StrategyName.optional() }),
  z.strictObject({ document: DocumentInput, name: StrategyName.optional() }),
]);
export type CreateStrategy = z.infer<typeof CreateStrategy>;

export const SaveDraft = z.object({ id: Id, revision: Revision, document: DocumentInput });
export type SaveDraft = z.infer<typeof SaveDraft>;

export const SaveVersion = z.object({ id: Id, revision: Revision, message: z.string().trim().max(500).optional() });
export type SaveVersion = z.infer<typeof SaveVersion>;

export const SavedVersion = z.object({ versionId: z.string(), number: z.int() });
export type SavedVersion = z.infer<typeof SavedVersion>;

export const ById = z.object({ id: Id });
export const ByVersion = z.object({ versionId: Id });
export const Rename = z.object({ id: Id, name: StrategyName });
