import { expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { barsToWarmUp } from "./run-setup.ts";

test.each(templates.map(({ id, document }) => [id, document] as const))(
  "%s is warmed up from a history that an endless market can give",
  (_id, given) => {
    const { document } = readDocument(given);
    const { program } = compile(document);
    if (program === null) throw new Error("expected the template to compile");
    const bars = barsToWarmUp(program);
    expect(Number.isSafeInteger(bars)).toBe(true);
    expect(bars).toBeLessThanOrEqual(100_000);
  },
);
