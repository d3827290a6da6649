import { describe, expect, test } from "vitest";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { conformanceCards } from "@/graph-runtime/testkit/conformance.ts";

describe.each(registry.all().map((definition) => [definition.kind, definition] as const))("%s", (_, definition) => {
  test.each(conformanceCards.map((card) => [card.name, card] as const))("%s", (_name, card) => {
    expect(card.check(definition)).toBeNull();
  });
});
