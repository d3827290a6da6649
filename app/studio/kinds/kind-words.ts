import { create } from "zustand";
import type { NodeMeta } from "@/graph-runtime/nodes/define-node.ts";
import type { Kind } from "./kind.ts";

/** What a kind is found by, and what it does in one sentence: for the palette and the inspector. */
export type KindWords = Pick<NodeMeta, "keywords" | "summary">;

type KnownWords = { readonly byKind: ReadonlyMap<string, KindWords> };

/** The words of the product's kinds: the worker, which has the definitions, says them once it runs. */
export const useKindWords = create<KnownWords>(() => ({ byKind: new Map() }));

export const noWords: KindWords = { keywords: [], summary: "" };

export function wordsKey({ kind, version }: Pick<Kind, "kind" | "version">): string {
  return `${kind}@${version}`;
}

/** Returns the words of a kind; none until the worker has said them. */
export function wordsOf(kind: Pick<Kind, "kind" | "version" | "words">): KindWords {
  return kind.words ?? useKindWords.getState().byKind.get(wordsKey(kind)) ?? noWords;
}
