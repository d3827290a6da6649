import { expect, test } from "vitest";
import { builtInDatasets } from "@/server/data/dataset-registry.ts";
import { measureBuiltIn } from "./measure-built-in.ts";

test.each(builtInDatasets().map((entry) => [entry.id, entry] as const))(
  "%s is what the catalogue says of it",
  async (_, entry) => {
    expect(await measureBuiltIn(entry)).toEqual(entry.facts);
  },
);
