import type { NodeMeta } from "@/graph-runtime/nodes/define-node.ts";
import type { Kind } from "./kind.ts";
import { kindWordsData } from "./kind-words-data.ts";

/** What a kind is found by, and what it does in one sentence: for the palette and the inspector. */
export type KindWords = Pick<NodeMeta, "keywords" | "summary">;

const byKind = new Map(kindWordsData.map(({ kind, version, ...words }) => [`${kind}@${version}`, words]));
const noWords: KindWords = { keywords: [], summary: "" };

export function wordsOf({ kind, version, words }: Pick<Kind, "kind" | "version" | "words">): KindWords {
  return words ?? byKind.get(`${kind}@${version}`) ?? noWords;
}
