import type { z } from "zod";
import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import { checkShape } from "./check-shape.ts";
import { FORMAT, GraphDocument } from "./document.ts";

export type ReadOutcome = { readonly document: GraphDocument | null; readonly diagnostics: readonly Diagnostic[] };

const SHOWN_PROBLEMS = 50;

/** Reads any JSON value: gives a document or diagnostics with paths, and never throws. */
export function readDocument(json: unknown): ReadOutcome {
  const shape = checkShape(json);
  if (shape.length > 0) return { document: null, diagnostics: shape.map((problem) => withNode(problem, json)) };
  const format = checkFormat(json);
  if (format) return { document: null, diagnostics: [format] };
  const parsed = GraphDocument.safeParse(json);
  if (!parsed.success) {
    return {
      document: null,
      diagnostics: parsed.error.issues.slice(0, SHOWN_PROBLEMS).map((issue) => fromIssue(issue, json)),
    };
  }
  return { document: parsed.data, diagnostics: [] };
}

function checkFormat(json: unknown): Diagnostic | null {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return errorDiagnostic(
      "document.not-an-object",
      `A strategy is a JSON object with "format": "${FORMAT}"; found ${nameOf(json)}.`,
      {
        expected: "an object",
        received: nameOf(json),
      },
    );
  }
  const format = "format" in json ? json.format : undefined;
  if (format === FORMAT) return null;
  const newer = typeof format === "string" && /^quantloom\.graph\/\d+$/.test(format);
  const message = newer
    ? `This strategy was saved in the newer format ${format}. This version reads ${FORMAT}: update Quantloom, or export it again in the older format.`
    : `This is not a Quantloom strategy: "format" should be "${FORMAT}", found ${format === undefined ? "nothing" : JSON.stringify(format)?.slice(0, 80)}.`;
  return errorDiagnostic(newer ? "document.newer-format" : "document.format", message, {
    path: "/format",
    expected: FORMAT,
    received: String(JSON.stringify(format) ?? "nothing").slice(0, 80),
  });
}

function fromIssue(issue: z.core.$ZodIssue, json: unknown): Diagnostic {
  const path = `/${issue.path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
  const nodeId = nodeOf(issue.path, json);
  const found = shortly(issue.path.reduce<unknown>(inside, json));
  return errorDiagnostic(`document.${issue.code}`, `${path}: ${issue.message}, found ${found}.`, {
    path,
    ...(nodeId === null ? {} : { nodeId }),
    expected: issue.message.replace(/^.*?expected /, ""),
    received: found,
  });
}

function inside(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([own]) => own === String(key))?.[1]
    : undefined;
}

function shortly(value: unknown): string {
  if (typeof value === "object") return nameOf(value);
  return value === undefined ? "nothing" : String(JSON.stringify(value)).slice(0, 80);
}

/** Says which node a path leads into; a parameter that cannot be read goes back to its default. */
function withNode(problem: Diagnostic, json: unknown): Diagnostic {
  const [, list, index, part, key] = problem.path.split("/");
  const nodeId = list === "nodes" ? nodeOf([list, Number(index)], json) : null;
  if (nodeId === null) return problem;
  if (part !== "params" || key === undefined) return { ...problem, nodeId };
  const path = `/nodes/${index}/params/${key}`;
  return { ...problem, nodeId, fixes: [{ label: `Reset "${key}" to its default`, patch: [{ op: "remove", path }] }] };
}

/** Returns the id of the node that an issue's path runs through. */
function nodeOf(path: readonly PropertyKey[], json: unknown): string | null {
  if (path[0] !== "nodes" || typeof path[1] !== "number") return null;
  if (typeof json !== "object" || json === null || !("nodes" in json) || !Array.isArray(json.nodes)) return null;
  const node: unknown = json.nodes[path[1]];
  if (typeof node !== "object" || node === null || !("id" in node)) return null;
  return typeof node.id === "string" ? node.id : null;
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return value === undefined ? "nothing" : `a ${typeof value}`;
}
