import type { Database } from "../../db/client.ts";
import { storeTestProgress } from "../../db/repositories/portfolio-tests.ts";
import { publish } from "../../events/publish.ts";

/** Pages hear of progress at most this often; a wish to cancel is noticed as quickly. */
const lookMilliseconds = 250;

type Watch = {
  /** Aborted once somebody wishes to cancel the test. */
  readonly cancelled: AbortSignal;
  /** Says how far the test is, as a share. */
  readonly reach: (share: number) => void;
  readonly end: () => Promise<void>;
};

/** Tells how far a test is, and looks whether it is still wanted. */
export function watchTest(db: Database, id: string, reportProgress: (share: number) => Promise<void>): Watch {
  const stop = new AbortController();
  let share = 0;
  let told = -1;
  let telling = Promise.resolve();
  const tell = async (): Promise<void> => {
    const now = share;
    if ((await storeTestProgress(db, id, now)) === "cancel") stop.abort();
    if (now === told) return;
    told = now;
    await reportProgress(now);
    await publish(db, { topic: `test:${id}`, type: "progress", payload: { progress: now } });
  };
  const timer = setInterval(() => {
    // One at a time: a slow database must not pile up reports. A report that fails is made up for by the next.
    telling = telling.then(tell).catch(() => undefined);
  }, lookMilliseconds);
  return {
    cancelled: stop.signal,
    reach: (next) => {
      share = next;
    },
    end: () => {
      clearInterval(timer);
      return telling;
    },
  };
}
