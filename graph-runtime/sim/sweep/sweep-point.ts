/** Values of a document's parameters; those left out keep their defaults. */
export type SweepPoint = Readonly<Record<string, number | string | boolean>>;
