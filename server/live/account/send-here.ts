/** Accounts that one process sends for at a time; the others wait in their turn. */
const atOnce = 8;

type Work = (accountId: string) => Promise<void>;

/**
 * Sends what a step has put into an account's outbox from the very process that stepped it: a job would take longer to arrive than the
 * broker to answer. The outbox stays the truth: what fails here, or is not done when the process dies, is found by whoever looks after
 * the accounts.
 */
export function createSender(work: Work, onFailure: (error: unknown) => void): (accountId: string) => void {
  /** Accounts that are being sent for or wait for it; true where something came after it had begun. */
  const known = new Map<string, boolean>();
  const waiting: string[] = [];
  let busy = 0;

  async function serve(accountId: string): Promise<void> {
    do {
      known.set(accountId, false);
      // a failure is not repeated here: the next look at the accounts delivers it as a job
      await work(accountId).catch((error: unknown) => {
        known.set(accountId, false);
        onFailure(error);
      });
    } while (known.get(accountId) === true);
    known.delete(accountId);
  }

  async function serveAll(): Promise<void> {
    busy += 1;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await serve(next);
    busy -= 1;
  }

  return (accountId) => {
    if (known.has(accountId)) known.set(accountId, true);
    else {
      known.set(accountId, false);
      waiting.push(accountId);
      if (busy < atOnce) void serveAll();
    }
  };
}
