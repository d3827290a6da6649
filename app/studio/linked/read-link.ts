/** What a link to the canvas asks for: a bar to look at with the data it is of, or a change that a result suggested. */
export type StudioLink = {
  /** Epoch milliseconds. */
  readonly bar: number | null;
  readonly datasetId: string | null;
  readonly suggestion: { readonly backtestId: string; readonly findingId: string } | null;
};

/** Reads the search part of an address of the canvas. */
export function readLink(search: string): StudioLink {
  const given = new URLSearchParams(search);
  const bar = Number(given.get("bar") ?? Number.NaN);
  const [backtestId, findingId] = given.get("suggestion")?.split(":") ?? [];
  return {
    bar: Number.isFinite(bar) ? bar : null,
    datasetId: given.get("dataset"),
    suggestion: backtestId && findingId ? { backtestId, findingId } : null,
  };
}
