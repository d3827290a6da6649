import type { Picture } from "@/app/picture/draw-graph.ts";
import type { PictureTheme } from "@/app/picture/picture-palette.ts";
import type { RuleReading } from "@/graph-runtime/compiler/explain.ts";
import type { ListingLine } from "@/graph-runtime/compiler/list-program.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { ReadOutcome } from "@/graph-runtime/graph/read-document.ts";
import type { KindWords } from "../kinds/kind-words.ts";
import type { ReadText } from "./read-fragment.ts";

/** What needs the definitions of the kinds, or the schema of a document, and is therefore asked of the Web Worker. */
type Questions = {
  /** A JSON value as a strategy, or what is wrong with it. */
  readonly document: { readonly asks: { readonly json: unknown }; readonly answer: ReadOutcome };
  /** What was pasted. */
  readonly fragment: { readonly asks: { readonly text: string }; readonly answer: ReadText };
  readonly listing: { readonly asks: { readonly document: GraphDocument }; readonly answer: readonly ListingLine[] };
  readonly picture: {
    readonly asks: { readonly document: GraphDocument; readonly theme: PictureTheme };
    readonly answer: Picture;
  };
  /** Both drawn over each other, and the rules after the change in words. */
  readonly changes: {
    readonly asks: { readonly before: GraphDocument; readonly after: GraphDocument; readonly theme: PictureTheme };
    readonly answer: { readonly picture: Picture; readonly rules: readonly RuleReading[] };
  };
  /** What the kinds are found by and what they do, by `wordsKey`. */
  readonly words: { readonly asks: Readonly<Record<never, never>>; readonly answer: ReadonlyMap<string, KindWords> };
  /** The one-line reading of every node, by `summaryKey`. */
  readonly summaries: {
    readonly asks: { readonly documents: readonly GraphDocument[] };
    readonly answer: readonly ReadonlyMap<string, string>[];
  };
};

type QuestionKind = keyof Questions;
export type Question = {
  readonly [Name in QuestionKind]: { readonly kind: Name } & Questions[Name]["asks"];
}[QuestionKind];
export type Answer<K extends QuestionKind = QuestionKind> = Questions[K]["answer"];
