import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { once } from "@/graph-runtime/core/once.ts";

// Part of every bundle: its stacks name the lines that were written. Node can do that itself (--enable-source-maps), but reads the map of
// several megabytes as the process starts, which is nearly half of the start. Here it is read when the first stack is asked for.
const { url, filename } = import.meta;

const map = once((): SourceMap | null => {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${filename}.map`, "utf8")));
  } catch {
    return null; // stacks name the bundle then
  }
});

/** Returns a frame as Node writes it, with the place in the source where it is one of this bundle. */
function written(frame: NodeJS.CallSite): string {
  const text = String(frame);
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (frame.getFileName() !== url || line === null || column === null) return text;
  const entry = map()?.findEntry(line - 1, column - 1);
  if (entry === undefined || entry === null || !("originalSource" in entry)) return text;
  const { originalSource, originalLine, originalColumn } = entry;
  const place = `${resolve(dirname(filename), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  return text.replace(`${url}:${line}:${column}`, place);
}

function nameOf(error: Error): string {
  try {
    return String(error);
  } catch {
    return "Error";
  }
}

Error.prepareStackTrace = (error, frames) => [nameOf(error), ...frames.map(written)].join("\n    at ");
