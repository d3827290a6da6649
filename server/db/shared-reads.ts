type Line<Value> = { readonly running: Promise<Value>; next: Promise<Value> | null };

/**
 * Returns a read by key that those share who wait for the same: one is under way for each key, and who asks meanwhile shares the next.
 * Every answer was read after its question was asked, so nothing is older than without this. Nobody may change what is shared.
 */
export function sharedReads<Value>(read: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const lines = new Map<string, Line<Value>>();

  function start(key: string): Promise<Value> {
    const running = read(key);
    const line: Line<Value> = { running, next: null };
    lines.set(key, line);
    const forget = (): void => {
      if (line.next === null) lines.delete(key);
    };
    void running.then(forget, forget);
    return running;
  }

  return (key) => {
    const line = lines.get(key);
    if (line === undefined) return start(key);
    line.next ??= line.running.then(
      () => start(key),
      () => start(key),
    );
    return line.next;
  };
}
