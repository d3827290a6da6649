type Line = { readonly running: Promise<unknown>; next: Promise<unknown> | null };

/** Runs a read by its key, together with those who wait for the same. */
export type SharedReads = <Value>(key: string, read: () => Promise<Value>) => Promise<Value>;

/**
 * Returns reads that those share who wait for the same: one is under way for each key, and who asks meanwhile shares the next. Every
 * answer was read after its question was asked, so nothing is older than without this. Nobody may change what is shared, and a key
 * stands for one read only.
 */
export function sharedReads(): SharedReads {
  const lines = new Map<string, Line>();

  function start(key: string, read: () => Promise<unknown>): Promise<unknown> {
    const running = read();
    const line: Line = { running, next: null };
    lines.set(key, line);
    const forget = (): void => {
      if (line.next === null) lines.delete(key);
    };
    void running.then(forget, forget);
    return running;
  }

  function share(key: string, read: () => Promise<unknown>): Promise<unknown> {
    const line = lines.get(key);
    if (line === undefined) return start(key, read);
    line.next ??= line.running.then(
      () => start(key, read),
      () => start(key, read),
    );
    return line.next;
  }

  return share as SharedReads; // a key stands for one read, and so for one kind of value
}
