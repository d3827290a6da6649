import { describe, expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { connect } from "../commands/connect.ts";
import { setParam } from "../commands/edit-node.ts";
import { moveNodes } from "../commands/move-nodes.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { changeSettings, renameStrategy } from "../commands/settings.ts";
import { brokenInvariants } from "../commands/testing/invariants.ts";
import { mergeDocuments } from "./three-way-merge.ts";

const base = smaCross.document;
const param = (id: string, document = base): unknown => document.nodes.find((node) => node.id === id)?.params["level"];

describe("merging two edits of one draft", () => {
  test("keeps both when they touch different things", () => {
    const mine = setParam("up", "level", 1).apply(moveNodes(new Map([["buy", { x: 900, y: 0 }]])).apply(base));
    const theirs = renameStrategy("Renamed").apply(setParam("down", "level", 2).apply(base));
    const { merged, clashes } = mergeDocuments(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(param("up", merged)).toBe(1);
    expect(param("down", merged)).toBe(2);
    expect(merged.name).toBe("Renamed");
    expect(merged.ui.nodes["buy"]).toEqual({ x: 904, y: 0 });
  });

  test("names what both changed, and keeps mine there", () => {
    const mine = setParam("up", "level", 1).apply(base);
    const theirs = setParam("up", "level", 2).apply(base);
    const { merged, clashes } = mergeDocuments(base, mine, theirs);
    expect(clashes).toEqual(["node/up"]);
    expect(param("up", merged)).toBe(1);
  });

  test("leaves no edge dangling when one deletes what the other wires", () => {
    const mine = removeItems(new Set(["slow"])).apply(base);
    const theirs = connect({ node: "slow", port: "value" }, { node: "up", port: "a" }).apply(base);
    expect(brokenInvariants(mergeDocuments(base, mine, theirs).merged)).toEqual([]);
    expect(brokenInvariants(mergeDocuments(base, theirs, mine).merged)).toEqual([]);
  });

  test("takes settings one by one", () => {
    const mine = changeSettings("capital", (settings) => ({ ...settings, capital: 5 })).apply(base);
    const theirs = changeSettings("currency", (settings) => ({ ...settings, currency: "EUR" })).apply(base);
    expect(mergeDocuments(base, mine, theirs).merged.settings).toMatchObject({ capital: 5, currency: "EUR" });
  });

  test("of an unchanged side gives the other", () => {
    const theirs = setParam("up", "level", 3).apply(base);
    expect(mergeDocuments(base, base, theirs)).toEqual({ merged: theirs, clashes: [] });
    expect(mergeDocuments(base, theirs, base)).toEqual({ merged: theirs, clashes: [] });
  });
});
