type Versioned = { readonly kind: string; readonly version: number };

/** Finds kinds by name and version; without a version, the newest. */
export type KindRegistry<Kind extends Versioned> = {
  get(kind: string, version?: number): Kind | undefined;
  all(): readonly Kind[];
};

export function createRegistry<Kind extends Versioned>(kinds: readonly Kind[]): KindRegistry<Kind> {
  const newest = new Map<string, Kind>();
  const exact = new Map<string, Kind>();
  for (const definition of kinds) {
    const known = newest.get(definition.kind);
    if (!known || known.version < definition.version) newest.set(definition.kind, definition);
    exact.set(`${definition.kind}@${definition.version}`, definition);
  }
  return {
    get: (kind, version) => (version === undefined ? newest.get(kind) : exact.get(`${kind}@${version}`)),
    all: () => [...newest.values()],
  };
}
