import { describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { setParam } from "../commands/edit-node.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { withEdit } from "./document-edit.ts";
import { PreviewClient } from "./preview-client.ts";
import type { PreviewAnswer, PreviewRequest } from "./preview-messages.ts";

function setUp() {
  const sent: PreviewRequest[] = [];
  const ran: (string | null)[] = [];
  const told: string[] = [];
  const looked: (number | null)[] = [];
  let answer: (message: PreviewAnswer) => void = () => undefined;
  const client = new PreviewClient(
    {
      post: (request) => sent.push(request),
      listen: (receive) => {
        answer = receive;
      },
      close: () => undefined,
    },
    {
      onChecked: (_document, { warmup }) => told.push(`checked ${warmup}`),
      onLooked: (found) => looked.push(found?.bar ?? null),
      onSeries: () => undefined,
      onGates: () => undefined,
      onRan: (_document, dataKey) => {
        ran.push(dataKey);
        told.push("ran");
      },
    },
  );
  const evaluations = () => sent.filter((request) => request.kind === "evaluate");
  const finish = (): void => {
    const last = evaluations().at(-1);
    if (last?.kind === "evaluate") answer({ kind: "ran", sequence: last.sequence, result: null });
  };
  return { client, sent, ran, told, looked, evaluations, finish, answer: (message: PreviewAnswer) => answer(message) };
}

const base = smaCross.document;
const level = (value: number) => setParam("up", "level", value).apply(base);

describe("the preview client", () => {
  test("runs the first edit at once and, of those that follow, only the newest", () => {
    const { client, evaluations, finish } = setUp();
    client.evaluate(base, null);
    for (const value of [1, 2, 3]) client.evaluate(level(value), null);
    expect(evaluations()).toHaveLength(1);
    finish();
    expect(evaluations()).toHaveLength(2);
    // what is sent is told from what was sent before, not from the edits in between that nobody saw
    const received = evaluations().reduce<GraphDocument | null>(
      (before, request) => (request.kind === "evaluate" ? withEdit(before, request.edit) : before),
      null,
    );
    expect(received).toEqual(level(3));
    finish();
    expect(evaluations()).toHaveLength(2);
  });

  test("tells what the compiler found before what ran, in one message or in two", () => {
    const { client, told, answer } = setUp();
    const checked = (warmup: number) => ({
      diagnostics: [],
      sentences: [],
      summaries: new Map<string, string>(),
      warmup,
      checkMilliseconds: 1,
    });
    client.evaluate(base, null);
    answer({ kind: "ran", sequence: 1, result: null, checked: checked(30) });
    client.evaluate(level(1), null);
    answer({ kind: "checked", sequence: 2, checked: checked(31) });
    answer({ kind: "ran", sequence: 2, result: null });
    expect(told).toEqual(["checked 30", "ran", "checked 31", "ran"]);
  });

  test("does not run again for what changes no result", () => {
    const { client, evaluations, finish } = setUp();
    client.evaluate(base, null);
    finish();
    client.evaluate(moveNodes(new Map([["up", { x: 8, y: 8 }]])).apply(base), null);
    expect(evaluations()).toHaveLength(1);
  });

  test("runs on data only after the worker has it", () => {
    const { client, evaluations, finish, ran } = setUp();
    client.evaluate(base, "spx");
    finish();
    client.sendData("spx", { instrument: shareInstrument("SPX"), actions: [] }, new ArrayBuffer(8));
    client.evaluate(base, "spx");
    finish();
    expect(evaluations()).toHaveLength(2);
    expect(ran).toEqual([null, "spx"]);
  });

  test("while one bar is looked at, only the newest wish waits", () => {
    const { client, sent, looked, answer } = setUp();
    for (const bar of [5, 6, 7, 8]) client.look(bar, 0);
    const reply = (bar: number) =>
      answer({ kind: "looked", bar, looked: { bar, time: 0, values: [], orders: [], position: 0, equity: 0 } });
    reply(5);
    reply(8);
    expect(sent.map((request) => request.kind === "look" && request.bar)).toEqual([5, 8]);
    expect(looked).toEqual([8]);
  });
});
