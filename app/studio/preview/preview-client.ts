import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Answer, Question } from "../asking/question.ts";
import { splitDataKey } from "./data-key.ts";
import { editBetween } from "./document-edit.ts";
import type {
  Checked,
  GateCount,
  Looked,
  Market,
  NodeSeries,
  PreviewAnswer,
  PreviewRequest,
  PreviewResult,
} from "./preview-messages.ts";

/** The part of a Worker that the client uses. */
export interface PreviewPort {
  post(request: PreviewRequest, transfer?: Transferable[]): void;
  listen(receive: (answer: PreviewAnswer) => void): void;
  close(): void;
}

type Listener = {
  readonly onChecked: (document: GraphDocument, checked: Checked) => void;
  /** `result` is null where the document does not compile or has no data; `reason` tells of a failure. */
  readonly onLooked: (looked: Looked | null) => void;
  readonly onSeries: (nodeId: string, series: readonly NodeSeries[]) => void;
  readonly onGates: (gates: readonly GateCount[]) => void;
  readonly onRan: (
    document: GraphDocument,
    dataKey: string | null,
    result: PreviewResult | null,
    reason?: string,
  ) => void;
};

type Asked = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void };
type Wanted = { readonly document: GraphDocument; readonly dataKey: string | null };

/**
 * Keeps one evaluation under way and at most one waiting: the newest wins, so that a dragged slider never queues up work
 * that nobody will see, and the first edit after a pause starts at once.
 */
export class PreviewClient {
  #port: PreviewPort;
  #listener: Listener;
  #sequence = 0;
  #posted: GraphDocument | null = null;
  #running: (Wanted & { readonly sequence: number }) | null = null;
  #waiting: Wanted | null = null;
  #last: Wanted | null = null;
  #sent = new Set<string>();
  #asked = 0;
  #questions = new Map<number, Asked>();
  #isLooking = false;
  #nextLook: { readonly bar: number; readonly lane: number } | null = null;

  constructor(port: PreviewPort, listener: Listener) {
    this.#port = port;
    this.#listener = listener;
    port.listen((answer) => this.#receive(answer));
  }

  hasData(key: string): boolean {
    return this.#sent.has(key);
  }

  /** Hands the worker the bars of a dataset once, and the shorter ones that they were made from where it needs them. */
  sendData(key: string, market: Market, buffer: ArrayBuffer, finer: ArrayBuffer | null = null): void {
    if (this.#sent.has(key)) return;
    this.#sent.add(key);
    this.#port.post({ kind: "data", key, market, buffer: buffer.slice(0), finer: finer?.slice(0) ?? null });
  }

  evaluate(document: GraphDocument, dataKey: string | null): void {
    const keys = dataKey === null ? null : splitDataKey(dataKey);
    const isSent = keys !== null && [...keys.lanes, ...keys.references].every((one) => this.#sent.has(one));
    const key = isSent ? dataKey : null;
    const last = this.#waiting ?? this.#last;
    if (last !== null && last.dataKey === key && meansTheSame(last.document, document)) return;
    this.#waiting = { document, dataKey: key };
    this.#next();
  }

  /** Looks at a bar; while one look is under way only the newest bar waits. */
  look(bar: number, lane: number): void {
    if (this.#isLooking) {
      this.#nextLook = { bar, lane };
      return;
    }
    this.#isLooking = true;
    this.#port.post({ kind: "look", bar, lane });
  }

  askSeries(nodeId: string, lane: number): void {
    this.#port.post({ kind: "series", nodeId, lane });
  }

  askGates(lane: number): void {
    this.#port.post({ kind: "gates", lane });
  }

  /** Asks what is not about the preview; refused when the studio closes first. */
  ask<Q extends Question>(question: Q): Promise<Answer<Q["kind"]>> {
    return new Promise((resolve, reject) => {
      this.#asked += 1;
      // the worker answers the kind of question that it was asked
      this.#questions.set(this.#asked, { resolve: (answer) => resolve(answer as Answer<Q["kind"]>), reject });
      this.#port.post({ kind: "ask", id: this.#asked, question });
    });
  }

  close(): void {
    this.#port.close();
    for (const { reject } of this.#questions.values()) reject(new Error("The studio was closed."));
    this.#questions.clear();
  }

  #next(): void {
    if (this.#running !== null || this.#waiting === null) return;
    this.#sequence += 1;
    this.#running = { ...this.#waiting, sequence: this.#sequence };
    this.#last = this.#waiting;
    this.#waiting = null;
    this.#port.post({
      kind: "evaluate",
      sequence: this.#sequence,
      edit: editBetween(this.#posted, this.#running.document),
      dataKey: this.#running.dataKey,
    });
    this.#posted = this.#running.document;
  }

  #receive(answer: PreviewAnswer): void {
    if (answer.kind === "answered") {
      const asked = this.#questions.get(answer.id);
      this.#questions.delete(answer.id);
      if ("answer" in answer) asked?.resolve(answer.answer);
      else asked?.reject(new Error(answer.failure));
      return;
    }
    if (answer.kind === "series") {
      this.#listener.onSeries(answer.nodeId, answer.series);
      return;
    }
    if (answer.kind === "gates") {
      this.#listener.onGates(answer.gates);
      return;
    }
    if (answer.kind === "looked") {
      const next = this.#nextLook;
      this.#isLooking = false;
      this.#nextLook = null;
      if (next !== null) this.look(next.bar, next.lane);
      else this.#listener.onLooked(answer.looked);
      return;
    }
    const running = this.#running;
    if (running === null || answer.sequence !== running.sequence) return;
    if (answer.kind === "checked") {
      this.#listener.onChecked(running.document, answer.checked);
    } else if (answer.kind === "ran") {
      this.#running = null;
      if (answer.checked !== undefined) this.#listener.onChecked(running.document, answer.checked);
      this.#listener.onRan(running.document, running.dataKey, answer.result, answer.reason);
      this.#next();
    }
  }
}

/** Moving a node or writing a note changes no result. Documents share what an edit left alone, so identity is enough. */
function meansTheSame(left: GraphDocument, right: GraphDocument): boolean {
  return (
    left.nodes === right.nodes &&
    left.edges === right.edges &&
    left.settings === right.settings &&
    left.universe === right.universe &&
    left.parameters === right.parameters &&
    left.blocks === right.blocks
  );
}
