import { expect, test } from "vitest";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { createStudioStore } from "../store/studio-store.ts";
import { numberTarget } from "./number-target.ts";

/** Every number of every sentence of a document, in reading order. */
function numbersOf(document: GraphDocument) {
  return explain(document).flatMap(({ parts }) => parts.flatMap(({ number }) => (number ? [number] : [])));
}

test("every number of every template is changed in its sentence, and undo brings the document back", () => {
  for (const { document } of templates) {
    numbersOf(document).forEach((number, index) => {
      const target = numberTarget(document, number);
      if (target === null) throw new Error(`${number.nodeId}.${number.param} cannot be edited`);
      expect(target.value).toBe(number.value);
      const { bounds, step } = target;
      const up = number.value + (bounds.integer ? 1 : step);
      const value = bounds.max !== undefined && up > bounds.max ? number.value - (bounds.integer ? 1 : step) : up;
      const store = createStudioStore(document);
      store.getState().dispatch(target.change(value));
      const after = store.getState().document;
      expect(numbersOf(after)[index], `${document.name}: ${number.nodeId}.${number.param}`).toMatchObject({
        nodeId: number.nodeId,
        param: number.param,
        value,
      });
      store.getState().undo();
      expect(store.getState().document).toEqual(document);
    });
  }
});

test("a number that the document no longer has is plain text", () => {
  const [template] = templates;
  expect(numberTarget(template!.document, { nodeId: "gone", param: "length", value: 3 })).toBeNull();
});
