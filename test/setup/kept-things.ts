// What a process keeps for itself (settings, database, queues, ...) is on globalThis under a name of its own.

type Closable = { close?(): Promise<void>; $disconnect?(): Promise<void> };

export const kept = globalThis as Record<string, unknown>;

/** Lets the platform begin as in a new process: it reads its settings and opens its connections anew. */
export function forgetKept(): void {
  for (const name of Object.keys(kept)) if (name.startsWith("quantloom")) delete kept[name];
}

/** Closes what the process has opened for itself, and forgets it. */
export async function closeKept(): Promise<void> {
  // The queues first: they may still speak of what is in the database.
  for (const name of ["quantloomDeliverer", "quantloomEvents", "quantloomDatabase"]) {
    const one = kept[name] as Closable | undefined;
    await one?.close?.();
    await one?.$disconnect?.();
  }
  forgetKept();
}
