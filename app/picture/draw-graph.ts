import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { portOutlines } from "../studio/canvas/port-outlines.ts";
import { headHeight, type PictureNode, pictureNodes, rowHeight } from "./picture-node.ts";
import { type PictureTheme, picturePalette } from "./picture-palette.ts";
import { fitText, wrapText, xml } from "./picture-text.ts";

export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

type Palette = ReturnType<typeof picturePalette>;
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const MARGIN = 32;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export type Fate = "added" | "removed" | "changed";

/** What a picture of changes points out: nodes by their id, edges by "node:port>node:port". */
export type Marks = { readonly nodes: ReadonlyMap<string, Fate>; readonly edges: ReadonlyMap<string, Fate> };

const noMarks: Marks = { nodes: new Map(), edges: new Map() };
const FATE_INK = { added: "profit", removed: "loss", changed: "warning" } as const;

export function edgeKey({ from, to }: GraphDocument["edges"][number]): string {
  return `${from.node}:${from.port}>${to.node}:${to.port}`;
}

/** Draws a strategy as an SVG that needs nothing else: no style sheet, no font file, no network. */
export function drawGraph(document: GraphDocument, theme: PictureTheme, marks: Marks = noMarks): Picture {
  const palette = picturePalette(theme);
  const nodes = pictureNodes(document);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const groups = document.ui.groups.flatMap((group) => {
    const members = group.nodes.flatMap((id) => byId.get(id) ?? []);
    return members.length === 0 ? [] : [{ title: group.title, box: grow(around(members), 16, 36) }];
  });
  const frame = grow(around([...nodes, ...document.ui.notes, ...groups.map(({ box }) => box)]), MARGIN, MARGIN);
  const parts = [
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" fill="${palette.ink("canvas")}"/>`,
    ...groups.map(({ title, box }) => drawGroup(title, box, palette)),
    ...document.ui.notes.map((note) => drawNote(note, palette)),
    ...document.edges.map((edge) => drawEdge(edge, { document, nodes: byId, marks }, palette)),
    ...nodes.map((node) => drawNode(node, palette)),
    ...nodes.map((node) => drawMark(node, marks.nodes.get(node.id), palette)),
  ];
  const { x, y, width, height } = frame;
  const reading = explain(document)
    .map(({ text }) => text)
    .join(" ");
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" role="img" font-family="${FONT}">`,
    `<title>${xml(document.name)}</title>`,
    `<desc>${xml(reading)}</desc>`,
    ...parts,
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

function drawNode(node: PictureNode, palette: Palette): string {
  const { x, y, width, height } = node;
  const family = palette.family(node.family);
  const rows = Math.max(node.inputs.length, node.outputs.length);
  const ports = Array.from({ length: rows }, (_, row) => {
    const middle = headHeight + row * rowHeight + rowHeight / 2;
    const input = node.inputs[row];
    const output = node.outputs[row];
    const half = output && input ? (width - 40) / 2 : width - 28;
    return [
      input ? drawPort(0, middle, input, palette) : "",
      input ? text(14, middle + 4, fitText(input.label, half, 12), 12, palette.ink("text")) : "",
      output ? drawPort(width, middle, output, palette) : "",
      output ? text(width - 14, middle + 4, fitText(output.label, half, 12), 12, palette.ink("text"), "end") : "",
    ].join("");
  });
  return [
    `<g data-node="${xml(node.id)}" transform="translate(${x} ${y})"${node.isMuted ? ' opacity="0.5"' : ""}>`,
    `<title>${xml(`${node.title}: ${node.summary}`)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${palette.ink("node")}" stroke="${palette.ink("border")}"/>`,
    `<path d="M0 8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v-4.5H0z" fill="${family}"/>`,
    `<circle cx="16" cy="22" r="5" fill="${family}"/>`,
    text(28, 26, fitText(node.title, width - 40, 13, true), 13, palette.ink("text"), "start", true),
    text(12, 45, fitText(node.summary, width - 24, 11), 11, palette.ink("muted")),
    ...ports,
    "</g>",
  ].join("");
}

/** A dashed frame with a word on it: never told by colour alone. */
function drawMark({ x, y, width, height }: PictureNode, fate: Fate | undefined, palette: Palette): string {
  if (fate === undefined) return "";
  const color = palette.ink(FATE_INK[fate]);
  return [
    `<rect x="${x - 5}" y="${y - 5}" width="${width + 10}" height="${height + 10}" rx="12" fill="${color}" fill-opacity="0.08" stroke="${color}" stroke-width="2.5" stroke-dasharray="7 4"/>`,
    text(x, y - 11, fate, 12, color, "start", true),
  ].join("");
}

function drawPort(x: number, y: number, port: PictureNode["inputs"][number], palette: Palette): string {
  const color = palette.port(port.type);
  const fill = port.isWired ? color : palette.ink("node");
  return `<path transform="translate(${x - 6} ${y - 6})" d="${portOutlines[port.type ?? "number"]}" fill="${fill}" stroke="${color}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

type Point = { readonly x: number; readonly y: number };
type Graph = {
  readonly document: GraphDocument;
  readonly nodes: ReadonlyMap<string, PictureNode>;
  readonly marks: Marks;
};

/** A curve from left to right through all points. */
function curve([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return "";
  let from = first;
  const parts = rest.map((to) => {
    const reach = Math.max(32, Math.abs(to.x - from.x) / 2);
    const part = `C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
    from = to;
    return part;
  });
  return `M${first.x} ${first.y}${parts.join("")}`;
}

function drawEdge(edge: GraphDocument["edges"][number], { document, nodes, marks }: Graph, palette: Palette): string {
  const from = nodes.get(edge.from.node);
  const to = nodes.get(edge.to.node);
  const output = from?.outputs.findIndex((port) => port.id === edge.from.port) ?? -1;
  const input = to?.inputs.findIndex((port) => port.id === edge.to.port) ?? -1;
  if (!from || !to || output < 0 || input < 0) return "";
  const bends = document.ui.bends?.[edgeKey(edge)] ?? [];
  const start = { x: from.x + from.width, y: from.y + headHeight + output * rowHeight + rowHeight / 2 };
  const end = { x: to.x, y: to.y + headHeight + input * rowHeight + rowHeight / 2 };
  const type = from.outputs[output]?.type ?? null;
  const fate = marks.edges.get(edgeKey(edge));
  const color = fate === undefined ? palette.port(type) : palette.ink(FATE_INK[fate]);
  const dash = type === "event" || fate !== undefined ? ' stroke-dasharray="6 4"' : "";
  return `<path d="${curve([start, ...bends, end])}" fill="none" stroke="${color}" stroke-width="${fate === undefined ? 2 : 3}"${dash}/>`;
}

function drawGroup(title: string, box: Box, palette: Palette): string {
  const { x, y, width, height } = box;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${palette.ink("accent")}" fill-opacity="0.06" stroke="${palette.ink("line")}" stroke-dasharray="4 4"/>`,
    text(x + 12, y + 22, fitText(title, width - 24, 12, true), 12, palette.ink("muted"), "start", true),
  ].join("");
}

function drawNote(note: GraphDocument["ui"]["notes"][number], palette: Palette): string {
  const { x, y, width, height } = note;
  const room = Math.max(1, Math.floor((height - 16) / 17));
  const lines = wrapText(note.text, width - 20, 12).slice(0, room);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${palette.ink("node")}" stroke="${palette.ink("line")}"/>`,
    ...lines.map((line, index) => text(x + 10, y + 20 + index * 17, line, 12, palette.ink("muted"))),
  ].join("");
}

function text(
  x: number,
  y: number,
  value: string,
  size: number,
  color: string,
  anchor = "start",
  bold = false,
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${color}"${anchor === "start" ? "" : ` text-anchor="${anchor}"`}${bold ? ' font-weight="600"' : ""}>${xml(value)}</text>`;
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 320, height: 160 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function grow(box: Box, by: number, above: number): Box {
  return { x: box.x - by, y: box.y - above, width: box.width + 2 * by, height: box.height + by + above };
}
