type Waiting<Value> = { resolve(value: Value | null): void; reject(error: unknown): void };

/**
 * Returns a read by key that asks for several keys at once where several wait: one query is under way, and what arrives meanwhile goes
 * into the next. Every answer was read after its question was asked, so nothing is older than without this.
 */
export function batchedReads<Value>(
  readMany: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  let waiting = new Map<string, Waiting<Value>[]>();
  let isBusy = false;

  async function readWaiting(): Promise<void> {
    isBusy = true;
    while (waiting.size > 0) {
      const batch = waiting;
      waiting = new Map();
      try {
        const found = await readMany([...batch.keys()]);
        for (const [key, askers] of batch) for (const one of askers) one.resolve(found.get(key) ?? null);
      } catch (error) {
        for (const one of [...batch.values()].flat()) one.reject(error);
      }
    }
    isBusy = false;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const askers = waiting.get(key);
      if (askers === undefined) waiting.set(key, [{ resolve, reject }]);
      else askers.push({ resolve, reject });
      if (!isBusy) void readWaiting(); // its failures go to who asked
    });
}
