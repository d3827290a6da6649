import { afterPaint } from "../layout/after-paint.ts";

/** Keeps the newest of what it is given, and writes it when the edit is on the screen. */
export type CopyWriter<Copy> = {
  readonly keep: (copy: Copy) => void;
  /** Writes at once what still waits: the page may be gone with the next moment. */
  readonly flush: () => void;
  readonly forget: () => void;
};

/** A large strategy takes milliseconds to write down: an edit is drawn first, and of several only the last is written. */
export function createCopyWriter<Copy>(write: (copy: Copy) => void): CopyWriter<Copy> {
  let waiting: { readonly copy: Copy; readonly takeBack: () => void } | null = null;
  const forget = (): void => {
    waiting?.takeBack();
    waiting = null;
  };
  const flush = (): void => {
    const last = waiting;
    forget();
    if (last !== null) write(last.copy);
  };
  return {
    keep: (copy) => {
      forget();
      waiting = { copy, takeBack: afterPaint(flush) };
      // A page that is not seen draws no frames.
      if (document.visibilityState === "hidden") flush();
    },
    flush,
    forget,
  };
}
