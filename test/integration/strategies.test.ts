import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAppError } from "@/server/errors/app-error.ts";
import type { AppErrorCode } from "@/server/errors/codes.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let caller: ReturnType<typeof appRouter.createCaller>;

beforeAll(async () => {
  platform = await openPlatform();
  caller = appRouter.createCaller((await (await makeTeam(platform.db)).member("trader")).request);
});
afterAll(() => platform.close());

async function codeOf(promise: Promise<unknown>): Promise<AppErrorCode | string> {
  try {
    await promise;
    return "no error";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return findAppError(error)?.code ?? error.code;
  }
}

describe("a strategy", () => {
  test("made from a template opens as the template, under a name of its own", async () => {
    const { id } = await caller.strategies.create({ templateId: "sma-cross", name: "Mine" });
    const strategy = await caller.strategies.get({ id });
    expect(strategy).toMatchObject({ name: "Mine", revision: 1, versions: [] });
    expect(strategy.draft).toEqual(crossDocument("Mine"));
  });

  test("keeps a draft that does not compile", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument() });
    const half = { ...crossDocument(), edges: [], nodes: crossDocument().nodes.slice(0, 1) };
    expect(await caller.strategies.saveDraft({ id, revision: 1, document: half })).toEqual({ revision: 2 });
    expect((await caller.strategies.get({ id })).draft.edges).toEqual([]);
  });

  test("does not take what is no document, and says where it is wrong", async () => {
    const broken = { ...crossDocument(), nodes: [{ id: "x", kind: "", version: 0 }] };
    const attempt = caller.strategies.create({ document: broken });
    await expect(attempt).rejects.toThrow(/nodes\/0/);
    expect(await codeOf(attempt)).toBe("invalid-input");
  });

  test("does not take a document beyond 2 MB", async () => {
    const note = { text: "x".repeat(10_000), x: 0, y: 0, width: 10, height: 10 };
    const notes = Array.from({ length: 250 }, (_, index) => ({ ...note, id: `n${index}` }));
    const document = { ...crossDocument(), ui: { nodes: {}, groups: [], notes } };
    expect(await codeOf(caller.strategies.create({ document }))).toBe("too-large");
  });

  test("is saved by one of many editors of the same revision; the others are told", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument() });
    const save = (name: string) =>
      codeOf(caller.strategies.saveDraft({ id, revision: 1, document: crossDocument(name) }));
    const outcomes = await Promise.all(["A", "B", "C", "D"].map(save));
    expect(outcomes.sort()).toEqual(["no error", "stale-revision", "stale-revision", "stale-revision"]);
    expect((await caller.strategies.get({ id })).revision).toBe(2);
  });

  test("has one version for what means and is named the same, however many ask for it at once", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument() });
    const saves = await Promise.all([1, 2, 3, 4].map(() => caller.strategies.saveVersion({ id, revision: 1 })));
    expect(new Set(saves.map((save) => save.versionId)).size).toBe(1);
    const moved = { ...crossDocument(), ui: { nodes: { fast: { x: 1, y: 2 } }, notes: [], groups: [] } };
    const { revision } = await caller.strategies.saveDraft({ id, revision: 1, document: moved });
    expect(await caller.strategies.saveVersion({ id, revision })).toEqual(saves[0]);
    await caller.strategies.rename({ id, name: "Renamed" });
    expect(await caller.strategies.saveVersion({ id, revision })).toMatchObject({ number: 2 });
  });

  test("gives back a version exactly as it was saved, whatever the draft became", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument("Kept") });
    const { versionId } = await caller.strategies.saveVersion({ id, revision: 1, message: "first" });
    await caller.strategies.saveDraft({
      id,
      revision: 1,
      document: { ...crossDocument("Kept"), nodes: [], edges: [] },
    });
    const version = await caller.strategies.version({ versionId });
    expect(version.document).toEqual(crossDocument("Kept"));
    expect(version).toMatchObject({ number: 1, message: "first", strategyId: id });
  });

  test("leaves the list when it is archived, and takes no more drafts", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument() });
    await caller.strategies.archive({ id });
    expect((await caller.strategies.list()).map((row) => row.id)).not.toContain(id);
    expect(await codeOf(caller.strategies.saveDraft({ id, revision: 1, document: crossDocument() }))).toBe(
      "not-possible-now",
    );
    expect((await caller.strategies.get({ id })).archivedAt).not.toBeNull();
  });

  test("is told in the list with what a card shows", async () => {
    const { id } = await caller.strategies.create({ document: crossDocument("On the card") });
    await caller.strategies.saveVersion({ id, revision: 1 });
    const row = (await caller.strategies.list()).find((found) => found.id === id);
    const { settings, nodes, universe } = crossDocument();
    expect(row).toMatchObject({
      name: "On the card",
      nodes: nodes.length,
      timeframe: settings.timeframe,
      universe,
      latestVersion: 1,
    });
  });
});

describe("a block of the library", () => {
  const block = (title: string, inner: readonly string[] = []) => ({
    id: title.toLowerCase(),
    version: 1,
    title,
    inputs: [{ id: "in", label: "Price", type: "number" as const }],
    outputs: [],
    parameters: [],
    nodes: inner.map((id) => ({ id, kind: `block.${id}`, version: 1, params: {} })),
    edges: [],
  });

  test("has versions that stay as they were, and is listed with the newest", async () => {
    const first = await caller.library.save({ blocks: [block("Trend")], note: "as it began" });
    const second = await caller.library.save({ id: first.id, blocks: [block("Inner"), block("Trend", ["inner"])] });
    expect([first.version, second]).toEqual([1, { id: first.id, version: 2 }]);
    const listed = (await caller.library.list()).find(({ id }) => id === first.id);
    expect(listed).toMatchObject({
      title: "Trend",
      version: 2,
      nodes: 1,
      inputs: [{ label: "Price", type: "number" }],
    });
    const before = await caller.library.get({ id: first.id, version: 1 });
    expect(before).toMatchObject({ version: 1, note: "as it began", blocks: [{ title: "Trend", nodes: [] }] });
    expect((await caller.library.get({ id: first.id })).blocks.map(({ title }) => title)).toEqual(["Inner", "Trend"]);
  });

  test("gets one number for each of those that save it at once", async () => {
    const { id } = await caller.library.save({ blocks: [block("Busy")] });
    const saved = await Promise.all([1, 2, 3].map(() => caller.library.save({ id, blocks: [block("Busy")] })));
    expect(saved.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
  });

  test("is refused in words where what it is made of is missing, or too large", async () => {
    await expect(caller.library.save({ blocks: [block("Trend", ["inner"])] })).rejects.toThrow(
      'The block "Trend" uses block.inner, which must stand before it in the list and does not.',
    );
    await expect(caller.library.save({ blocks: [block("Twice"), block("Twice")] })).rejects.toThrow(/Two blocks bear/);
    const nodes = Array.from({ length: 1_500 }, (_, at) => ({
      ...{ id: `n${at}`, kind: "math.formula", version: 1 },
      params: { text: "x".repeat(900) },
    }));
    await expect(caller.library.save({ blocks: [{ ...block("Large"), nodes }] })).rejects.toThrow(/1 MB; this one/);
  });

  test("leaves the list when it is archived, and can still be read where it is in use", async () => {
    const { id } = await caller.library.save({ blocks: [block("Old")] });
    await caller.library.archive({ id });
    expect((await caller.library.list()).some((listed) => listed.id === id)).toBe(false);
    expect(await caller.library.get({ id })).toMatchObject({ title: "Old", version: 1 });
    expect(await codeOf(caller.library.save({ id, blocks: [block("Old")] }))).toBe("not-found");
  });
});
