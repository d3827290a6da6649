import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { CellChange } from "../commands/document-diff.ts";
import { portLabel, titleOf } from "../store/definitions.ts";

/** Returns one line that says what a change from `before` to `after` did. */
export function describeChange(
  { path, before: old, after: now }: CellChange,
  after: GraphDocument,
  before: GraphDocument,
): string {
  const [sort = "", id = "", port = ""] = path.split("/");
  const verb = old === undefined ? "added" : now === undefined ? "removed" : "changed";
  const title = titleIn(after, id) ?? titleIn(before, id) ?? id;
  switch (sort) {
    case "name":
      return `Name: ${String(old)} → ${String(now)}`;
    case "settings":
      return `Setting ${id}: ${settingChanges(old, now)}`;
    case "universe":
      return `Instruments: ${short(old)} → ${short(now)}`;
    case "parameter":
      return `Knob ${id} ${verb}`;
    case "node":
      return verb === "changed" ? `${title}: ${paramChanges(old, now)}` : `Node ${title} ${verb}`;
    case "edge":
      return `Edge into ${portLabel(now === undefined ? before : after, { node: id, port }, "target")} ${verb}`;
    case "block":
      return `Block ${blockName(now ?? old)} ${verb}`;
    case "position":
      return `${title} moved`;
    default:
      return `${sort.slice(0, 1).toUpperCase()}${sort.slice(1)} ${verb}`;
  }
}

function titleIn(document: GraphDocument, id: string): string | undefined {
  const node = document.nodes.find((candidate) => candidate.id === id);
  return node === undefined ? undefined : titleOf(node, document);
}

/** Of a setting that has fields, those that are others. */
function settingChanges(old: unknown, now: unknown): string {
  const isWhole = !isRecord(old) || !isRecord(now);
  return isWhole ? `${short(old)} → ${short(now)}` : fieldChanges(old, now).join(", ");
}

function paramChanges(old: unknown, now: unknown): string {
  const parts = fieldChanges(paramsOf(old), paramsOf(now));
  return parts.length === 0 ? "changed" : parts.join(", ");
}

type Fields = Readonly<Record<string, unknown>>;

function fieldChanges(left: Fields, right: Fields): readonly string[] {
  const parts: string[] = [];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (JSON.stringify(left[key]) !== JSON.stringify(right[key]))
      parts.push(`${key} ${short(left[key])} → ${short(right[key])}`);
  }
  return parts;
}

function isRecord(value: unknown): value is Fields {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function blockName(block: unknown): string {
  const { title, version } = (block ?? {}) as { title?: string; version?: number };
  return `${title ?? "?"} v${version ?? "?"}`;
}

function paramsOf(value: unknown): Fields {
  if (value === null || typeof value !== "object") return {};
  const { params, label, muted } = value as { params?: Record<string, unknown>; label?: string; muted?: boolean };
  return { ...params, ...(label === undefined ? {} : { name: label }), ...(muted === undefined ? {} : { muted }) };
}

function short(value: unknown): string {
  if (value === undefined) return "default";
  if (isRecord(value) && typeof value["$param"] === "string") return `knob ${value["$param"]}`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
