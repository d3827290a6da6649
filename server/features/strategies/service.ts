import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { semanticHash } from "@/graph-runtime/graph/semantic-hash.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { recordForTeam } from "../../audit/record.ts";
import {
  changeStrategy,
  findSameVersion,
  findStrategy,
  findVersion,
  insertStrategy,
  insertVersion,
  listStrategies as listRows,
  listVersions,
  lockStrategy,
  type StrategyVersionRow,
  updateDraft,
} from "../../db/repositories/strategies.ts";
import { AppError } from "../../errors/app-error.ts";
import { strategyCreated, strategyVersionSaved } from "../../ops/events-log.ts";
import type { Context } from "../../trpc/context.ts";
import {
  type CreateStrategy,
  type SaveDraft,
  type SavedVersion,
  type SaveVersion,
  type StrategyDto,
  StrategySummary,
  type VersionDto,
  type VersionSummary,
} from "./dto.ts";
import { readDraft, storedDocument } from "./read-draft.ts";

const mostListed = 500;

export async function listStrategies(ctx: Context): Promise<StrategySummary[]> {
  const rows = await listRows(ctx.db, ctx.team.id, mostListed);
  return rows.map((row) =>
    StrategySummary.parse({ ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }),
  );
}

export async function getStrategy(ctx: Context, id: string): Promise<StrategyDto> {
  const row = await findStrategy(ctx.db, ctx.team.id, id);
  if (!row) throw missing(id);
  const versions = await listVersions(ctx.db, id);
  return {
    id: row.id,
    name: row.name,
    draft: storedDocument(row.draft, row.name),
    revision: row.revision,
    versions: versions.map(toSummary),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

export async function createStrategy(ctx: Context, input: CreateStrategy): Promise<{ id: string }> {
  const source = "templateId" in input ? templateDocument(input.templateId) : readDraft(input.document);
  const name = input.name ?? source.name;
  const id = await ctx.db.$transaction(async (tx) => {
    const made = await insertStrategy(tx, {
      teamId: ctx.team.id,
      name,
      draft: { ...source, name },
      createdBy: ctx.user.id,
    });
    const origin = "templateId" in input ? { template: input.templateId } : {};
    await recordForTeam(tx, ctx, "strategy.created", { id: made, name, ...origin });
    return made;
  });
  strategyCreated(ctx.team.id, id);
  return { id };
}

/** Saves the draft on top of the given revision; whoever saved in between is not overwritten. */
export async function saveDraft(ctx: Context, input: SaveDraft): Promise<{ revision: number }> {
  const document = readDraft(input.document);
  const which = { teamId: ctx.team.id, id: input.id, revision: input.revision };
  const revision = await updateDraft(ctx.db, which, document);
  if (revision !== null) return { revision };
  const row = await findStrategy(ctx.db, ctx.team.id, input.id);
  if (!row) throw missing(input.id);
  if (row.archivedAt) throw archived(input.id);
  throw stale(input.revision, row.revision);
}

/** Makes the draft a version that never changes. A draft that means and is named the same as a version is that version. */
export async function saveVersion(ctx: Context, input: SaveVersion): Promise<SavedVersion> {
  const { version, isNew } = await ctx.db.$transaction(async (tx) => {
    const row = await lockStrategy(tx, ctx.team.id, input.id);
    if (!row) throw missing(input.id);
    if (row.archivedAt) throw archived(input.id);
    if (row.revision !== input.revision) throw stale(input.revision, row.revision);
    const document = storedDocument(row.draft, row.name);
    const identity = { strategyId: row.id, semanticHash: semanticHash(document), name: row.name };
    const same = await findSameVersion(tx, identity);
    if (same) return { version: same, isNew: false };
    const message = input.message || null;
    const made = await insertVersion(tx, { ...identity, message, document, createdBy: ctx.user.id });
    const { id, number } = made;
    await recordForTeam(tx, ctx, "strategy.version-saved", { id: row.id, versionId: id, number, ...identity });
    return { version: made, isNew: true };
  });
  if (isNew) strategyVersionSaved(ctx.team.id, version.id);
  return { versionId: version.id, number: version.number };
}

export async function getVersion(ctx: Context, versionId: string): Promise<VersionDto> {
  const row = await findVersion(ctx.db, ctx.team.id, versionId);
  if (!row) throw new AppError("not-found", { what: "strategy version", id: versionId });
  return { ...toSummary(row), strategyId: row.strategyId, document: storedDocument(row.document, row.name) };
}

export async function renameStrategy(ctx: Context, id: string, name: string): Promise<void> {
  await change(ctx, id, { name });
}

export async function archiveStrategy(ctx: Context, id: string): Promise<void> {
  await change(ctx, id, { archivedAt: new Date() });
}

async function change(ctx: Context, id: string, to: { name: string } | { archivedAt: Date }): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if (!(await changeStrategy(tx, ctx.team.id, id, to))) throw missing(id);
    await recordForTeam(tx, ctx, "name" in to ? "strategy.renamed" : "strategy.archived", { id, ...to });
  });
}

/** Reads a document that a caller sent, or refuses it with the diagnostics. */
export function readDraftDocument(json: unknown): GraphDocument {
  return readDraft(json);
}

/** Reads the document of a version, whoever's it is: a share link vouches for the reader. */
export function storedVersionDocument(json: unknown, name: string): GraphDocument {
  return storedDocument(json, name);
}

function templateDocument(id: string): GraphDocument {
  const template = templates.find((candidate) => candidate.id === id);
  if (!template) throw new AppError("not-found", { what: "template", id });
  return readDraft(template.document);
}

function toSummary(row: StrategyVersionRow): VersionSummary {
  const { id, number, name, semanticHash: hash, message, createdAt } = row;
  return { id, number, name, semanticHash: hash, message, createdAt: createdAt.toISOString() };
}

const missing = (id: string) => new AppError("not-found", { what: "strategy", id });
const archived = (id: string) => new AppError("not-possible-now", { message: "This strategy is archived.", id });
const stale = (given: number, current: number) => new AppError("stale-revision", { given, current });
