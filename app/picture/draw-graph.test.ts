import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { FAMILIES } from "@/graph-runtime/nodes/family.ts";
import { PORT_TYPES } from "@/graph-runtime/nodes/port-type.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { drawGraph } from "./draw-graph.ts";
import { picturePalette } from "./picture-palette.ts";

function parse(svg: string): Document {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  expect(parsed.querySelector("parsererror")?.textContent).toBeUndefined();
  return parsed;
}

test.each(templates.map((template) => [template.id, template.document] as const))(
  "%s is drawn whole: every node once, every wire from its port to its port, nothing outside of the frame",
  (_id, document) => {
    const { svg, width, height } = drawGraph(document, "light");
    const picture = parse(svg);
    const groups = [...picture.querySelectorAll("g[data-node]")];
    expect(groups.map((group) => group.getAttribute("data-node"))).toEqual(document.nodes.map((node) => node.id));
    const wires = [...picture.querySelectorAll("svg > path[fill='none']")];
    expect(wires).toHaveLength(document.edges.length);
    const [left = 0, top = 0] = (picture.documentElement.getAttribute("viewBox") ?? "").split(" ").map(Number);
    for (const node of document.nodes) {
      const place = document.ui.nodes[node.id];
      expect(place!.x).toBeGreaterThan(left);
      expect(place!.x).toBeLessThan(left + width);
      expect(place!.y).toBeGreaterThan(top);
      expect(place!.y).toBeLessThan(top + height);
    }
    document.edges.forEach((edge, index) => {
      const [x, y, ...rest] = (wires[index]?.getAttribute("d") ?? "").match(/-?[\d.]+/g)!.map(Number);
      const from = document.ui.nodes[edge.from.node]!;
      const to = document.ui.nodes[edge.to.node]!;
      expect(x).toBe(from.x + 216);
      expect(rest.at(-2)).toBe(to.x);
      expect(y).toBeGreaterThan(from.y);
      expect(rest.at(-1)).toBeGreaterThan(to.y);
    });
  },
);

test("a picture opens without a network: it names no other file", () => {
  for (const { document } of templates) {
    const { svg } = drawGraph(document, "dark");
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /https?:|url\(|@import|href|<style|<script/,
    );
  }
});

test("texts cannot break out of the picture", () => {
  const document = GraphDocument.parse({
    format: "quantloom.graph/1",
    name: "</title><script>alert(1)</script>",
    nodes: [{ id: "a", kind: "no.such-kind", version: 1, label: '<img src=x onerror="alert(1)">\u0000\ud800' }],
    ui: {
      notes: [{ id: "n", text: "]]><script/> &amp; a\nb", x: 0, y: 300, width: 120, height: 90 }],
      groups: [{ id: "g", title: '"><script/>', nodes: ["a"] }],
    },
  });
  const picture = parse(drawGraph(document, "light").svg);
  expect(picture.querySelector("script, img")).toBeNull();
  expect(picture.querySelector("title")?.textContent).toBe("</title><script>alert(1)</script>");
});

test("an empty strategy has a picture too", () => {
  const { width, height, svg } = drawGraph(
    GraphDocument.parse({ format: "quantloom.graph/1", name: "Empty" }),
    "light",
  );
  parse(svg);
  expect(width * height).toBeGreaterThan(0);
});

test("the colours are those of the style sheets", () => {
  const globals = readFileSync("app/globals.css", "utf8");
  const studio = readFileSync("app/studio/studio.css", "utf8");
  const pairOf = (sheet: string, token: string) => {
    const found = new RegExp(`${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(sheet);
    return [found?.[1], found?.[2]];
  };
  const [light, dark] = [picturePalette("light"), picturePalette("dark")];
  for (const ink of [
    "canvas",
    "node",
    "border",
    "line",
    "text",
    "muted",
    "faint",
    "accent",
    "profit",
    "loss",
    "warning",
  ] as const)
    expect([light.ink(ink), dark.ink(ink)]).toEqual(pairOf(globals, `--color-${ink}`));
  for (const type of PORT_TYPES)
    expect([light.port(type), dark.port(type)]).toEqual(pairOf(globals, `--color-port-${type}`));
  for (const family of FAMILIES)
    expect([light.family(family), dark.family(family)]).toEqual(pairOf(studio, `--family-${family}`));
});
