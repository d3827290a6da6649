import { describe, expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { readFragmentText } from "../asking/read-fragment.ts";
import { extractFragment } from "../commands/fragment.ts";
import { type pressName, shortcutFor, shortcuts } from "./shortcuts.ts";

const press = (key: string, changes: Partial<Parameters<typeof pressName>[0]> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...changes,
});

describe("keys", () => {
  test("no two actions share a key", () => {
    const keys = shortcuts.flatMap((shortcut) => [...shortcut.keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    [press("z", { ctrlKey: true }), "undo"],
    [press("Z", { metaKey: true, shiftKey: true }), "redo"],
    [press("?", { shiftKey: true }), "help"],
    [press("Tab"), "quick-add"],
    [press("1"), "zoom-100"],
  ])("%o is %s", (key, id) => {
    expect(shortcutFor(key, "canvas")).toBe(id);
  });

  test("in a text only Run works, in a field of a parameter undo too", () => {
    const undo = press("z", { ctrlKey: true });
    for (const place of ["text", "field"] as const) {
      expect(shortcutFor(press("m"), place)).toBeNull();
      expect(shortcutFor(press("Enter", { ctrlKey: true }), place)).toBe("run");
    }
    expect(shortcutFor(undo, "text")).toBeNull();
    expect(shortcutFor(undo, "field")).toBe("undo");
  });
});

describe("pasting text", () => {
  test("a copied piece comes back as it was", () => {
    const fragment = extractFragment(smaCross.document, new Set(["fast", "up"]));
    expect(readFragmentText(JSON.stringify(fragment))).toEqual({ fragment });
  });

  test("a whole strategy gives its nodes", () => {
    const read = readFragmentText(JSON.stringify(smaCross.document));
    expect("fragment" in read && read.fragment.nodes).toHaveLength(smaCross.document.nodes.length);
  });

  test.each([
    ["", /empty/],
    ["hello", /not a graph/],
    ["[1,2]", /JSON object/],
    [JSON.stringify({ format: "quantloom.graph/9" }), /newer format/],
    ["x".repeat(3_000_000), /2 MB at most/],
  ])("refuses what is not a graph, in words", (text, problem) => {
    const read = readFragmentText(text);
    expect("problem" in read && read.problem).toMatch(problem);
  });
});
