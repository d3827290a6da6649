/** The keys of the histories that a draft runs on. */
export type DataKeys = { readonly lanes: readonly string[]; readonly references: readonly string[] };

/** Writes the keys as one; the key of a single history is its own. Keys contain neither "+" nor "~". */
export function joinDataKeys({ lanes, references }: DataKeys): string {
  return references.length === 0 ? lanes.join("+") : `${lanes.join("+")}~${references.join("+")}`;
}

export function splitDataKey(key: string): DataKeys {
  const [lanes = "", references = ""] = key.split("~");
  return { lanes: lanes.split("+"), references: references === "" ? [] : references.split("+") };
}
