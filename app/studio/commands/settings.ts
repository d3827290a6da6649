import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Command } from "./command.ts";

export function renameStrategy(name: string): Command {
  return {
    label: "Rename strategy",
    mergeKey: "name",
    onWhole: true,
    apply: (document) => (document.name === name || name.trim() === "" ? document : { ...document, name }),
  };
}

/** Changes the default settings of a run: capital, costs, execution. */
export function changeSettings(
  key: string,
  edit: (settings: GraphDocument["settings"]) => GraphDocument["settings"],
): Command {
  return {
    label: `Change ${key}`,
    mergeKey: `settings:${key}`,
    onWhole: true,
    apply: (document) => {
      const settings = edit(document.settings);
      return JSON.stringify(settings) === JSON.stringify(document.settings) ? document : { ...document, settings };
    },
  };
}

export function changeUniverse(universe: readonly string[]): Command {
  return {
    label: "Change universe",
    mergeKey: "universe",
    onWhole: true,
    apply: (document) =>
      JSON.stringify(universe) === JSON.stringify(document.universe)
        ? document
        : { ...document, universe: [...universe] },
  };
}

/** Takes another document whole: an import, a restored version, a merge. One undo step. */
export function replaceDocument(label: string, next: GraphDocument): Command {
  return { label, onWhole: true, apply: () => next };
}
