import { describe, expect, test } from "vitest";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { conformanceCards } from "@/graph-runtime/testkit/conformance.ts";
import { plantedKinds, soundKind, soundVersions } from "./planted-kinds.ts";
import { plantedSharing } from "./planted-sharing.ts";

function broken(definition: NodeDefinition): string[] {
  return conformanceCards.flatMap(({ name, check }) => {
    try {
      return check(definition) === null ? [] : [name];
    } catch {
      return [name];
    }
  });
}

describe("the conformance suite of node kinds", () => {
  test("finds nothing in a sound kind", () => {
    expect(broken(soundKind)).toEqual([]);
    expect(broken(soundVersions)).toEqual([]);
  });

  test.each([...plantedKinds, ...plantedSharing].map((planted) => [planted.bug, planted] as const))(
    "catches %s",
    (_, planted) => {
      expect(broken(planted.definition).join("; ")).toMatch(planted.caughtBy);
    },
  );
});
