export interface Turns<Key> {
  /** Has the work done for a key; what is asked for while it is being done is done once more afterwards. */
  ask(key: Key): void;
  /** Resolves when nothing is being done and nothing waits. */
  idle(): Promise<void>;
}

type Settings<Key> = {
  readonly work: (key: Key) => Promise<void>;
  readonly onFailure: (error: unknown, key: Key) => void;
  /** Keys that are worked for at a time; the others wait in their turn. */
  readonly atOnce: number;
};

/**
 * Does at once, in this very process, what a commit has made necessary for a key: a job would take longer to arrive than the work. The
 * database stays the truth: what fails here, or is not done when the process dies, is found by whoever looks after such keys.
 */
export function createTurns<Key>({ work, onFailure, atOnce }: Settings<Key>): Turns<Key> {
  /** Keys that are being worked for or wait for it; true where something came after it had begun. */
  const known = new Map<Key, boolean>();
  const waiting: Key[] = [];
  const busy = new Set<Promise<void>>();

  async function serve(key: Key): Promise<void> {
    do {
      known.set(key, false);
      await work(key).catch((error: unknown) => {
        known.set(key, false);
        onFailure(error, key);
      });
    } while (known.get(key) === true);
    known.delete(key);
  }

  async function serveAll(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await serve(next);
  }

  return {
    ask: (key) => {
      if (known.has(key)) {
        known.set(key, true);
        return;
      }
      known.set(key, false);
      waiting.push(key);
      if (busy.size >= atOnce) return;
      const serving: Promise<void> = serveAll().finally(() => busy.delete(serving));
      busy.add(serving);
    },
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy);
    },
  };
}
