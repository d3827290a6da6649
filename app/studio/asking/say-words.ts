import { definitions } from "@/graph-runtime/nodes/registry.ts";
import { type KindWords, wordsKey } from "../kinds/kind-words.ts";

/** Returns the words of all kinds, by `wordsKey`. */
export function sayWords(): ReadonlyMap<string, KindWords> {
  return new Map(
    definitions.map((definition) => {
      const { keywords, summary } = definition.meta;
      return [wordsKey(definition), { keywords, summary }];
    }),
  );
}
