/** As many lines as can be told apart. */
export const mostCompared = 5;

/** Returns the ids of an address, each once, as many as can be compared. */
export function readCompared(text: string): readonly string[] {
  const ids = text.split(",").flatMap((id) => (/^[0-9a-f-]{36}$/.test(id) ? [id] : []));
  return [...new Set(ids)].slice(0, mostCompared);
}

export function compareAddress(ids: Iterable<string>): string {
  return `/backtests/compare?ids=${[...ids].join(",")}`;
}
