import { z } from "zod";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { createDocumentReader } from "@/graph-runtime/graph/document-reader.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import type { TimeTravel } from "@/graph-runtime/sim/time-travel.ts";
import { answerQuestion } from "../asking/answer-question.ts";
import { summarise } from "../asking/summarise.ts";
import { readBarColumns } from "./bar-data.ts";
import { countGates } from "./count-gates.ts";
import { splitDataKey } from "./data-key.ts";
import { withEdit } from "./document-edit.ts";
import { check, preview, type RunData } from "./evaluate.ts";
import { compileToLook, lookAt, openTravel, seriesOf } from "./look.ts";
import type { Looked, PreviewAnswer, PreviewRequest } from "./preview-messages.ts";

// zod's probe for generated code would trip the content security policy.
z.config({ jitless: true });

/** The document evaluated last with its data; compiled once more, with every node kept, when somebody looks at a bar. */
type Current = {
  readonly document: GraphDocument;
  readonly data: RunData;
  program?: Program | null;
  travel?: TimeTravel;
};
let current: Current | null = null;

const histories = new Map<string, LaneData>();

/** Returns what was sent under a key; null where something is missing. */
function dataOf(key: string | null): RunData | null {
  if (key === null) return null;
  const keys = splitDataKey(key);
  const find = (own: readonly string[]): LaneData[] => own.flatMap((one) => histories.get(one) ?? []);
  const data = { lanes: find(keys.lanes), references: find(keys.references) };
  const isWhole = data.lanes.length === keys.lanes.length && data.references.length === keys.references.length;
  return isWhole ? data : null;
}

function answer(message: PreviewAnswer): void {
  self.postMessage(message);
}

/** Milliseconds after an edit in which the next one is likely to come. */
const quiet = 120;

let summaries: ReadonlyMap<string, string> = new Map();

/** Returns what reads otherwise than in the document before: a strategy of 1,000 nodes is not sent again for one of them. */
function newSummaries(document: GraphDocument): ReadonlyMap<string, string> {
  const before = summaries;
  const present = summarise(document);
  summaries = present;
  return new Map([...present].filter(([key, text]) => before.get(key) !== text));
}

/** A run that takes longer, in milliseconds, does not keep the diagnostics waiting. */
const shortRun = 30;
let lastRun = 0;

let received: GraphDocument | null = null;
const read = createDocumentReader();

/** Compiles and runs a draft. What both find is one message where the run is short: the page is drawn once. */
function evaluate({ sequence, edit, dataKey }: Extract<PreviewRequest, { kind: "evaluate" }>): void {
  const document = withEdit(received, edit);
  received = document;
  const { checked: found, program } = check(document, () => performance.now(), read);
  const checked = { ...found, summaries: newSummaries(document) };
  const data = dataOf(dataKey);
  current = program === null || data === null ? null : { document, data };
  const isShort = program === null || data === null || lastRun < shortRun;
  if (!isShort) answer({ kind: "checked", sequence, checked });
  const begun = performance.now();
  const ran = program === null || data === null ? { result: null } : run(program, data);
  lastRun = performance.now() - begun;
  answer({ kind: "ran", sequence, ...(isShort ? { checked } : {}), ...ran });
}

function run(program: Program, data: RunData): Pick<Extract<PreviewAnswer, { kind: "ran" }>, "result" | "reason"> {
  try {
    const outcome = preview(program, data, () => performance.now());
    return "reason" in outcome ? { result: null, reason: outcome.reason } : { result: outcome };
  } catch (error) {
    return { result: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Calls `use` with the current program and its data; null where there is none. */
function withCurrent<T>(use: (program: Program, data: RunData) => T): T | null {
  if (current === null) return null;
  current.program ??= compileToLook(current.document, read);
  return current.program === null ? null : use(current.program, current.data);
}

function travel(): TimeTravel | null {
  return withCurrent((program, data) => {
    if (current === null) return null;
    current.travel ??= openTravel(program, data);
    return current.travel;
  });
}

function look(bar: number, lane: number): Looked | null {
  const way = travel();
  const looked = way === null ? null : lookAt(way, bar, lane);
  if (!isLookedAt) {
    isLookedAt = true;
    setTimeout(() => layWay(current), 0);
  }
  return looked;
}

/** Somebody looks at bars: from now on the way to them is laid while the worker has nothing else to do. */
let isLookedAt = false;

/** Lays the way a stretch at a time, so that an edit or a look never waits for the rest of it. */
function layWay(of: Current | null): void {
  if (of === null || of !== current || !isLookedAt) return;
  if (travel()?.prepare() === true) setTimeout(() => layWay(of), 0);
}

self.addEventListener("message", (event: MessageEvent<PreviewRequest>) => {
  const request = event.data;
  switch (request.kind) {
    case "data":
      histories.set(request.key, {
        ...request.market,
        bars: readBarColumns(request.buffer),
        ...(request.finer === null ? {} : { finer: readBarColumns(request.finer) }),
      });
      return;
    case "evaluate":
      evaluate(request);
      setTimeout(() => layWay(current), quiet);
      return;
    case "look":
      answer({ kind: "looked", bar: request.bar, looked: look(request.bar, request.lane) });
      return;
    case "ask": {
      const { id } = request;
      try {
        answer({ kind: "answered", id, answer: answerQuestion(request.question) });
      } catch (error) {
        answer({ kind: "answered", id, failure: error instanceof Error ? error.message : String(error) });
      }
      return;
    }
    case "gates":
      answer({ kind: "gates", gates: withCurrent((program, data) => countGates(program, data, request.lane)) ?? [] });
      return;
    case "series":
      answer({
        kind: "series",
        nodeId: request.nodeId,
        series: withCurrent((program, data) => seriesOf(program, data, request)) ?? [],
      });
      return;
  }
});
