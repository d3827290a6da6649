type Toast = typeof import("sonner")["toast"];

/** A live region must be on the page a moment before its text, or it is not read aloud. */
const settleMilliseconds = 100;
const listeners = new Set<() => void>();
let isWanted = false;
let hasArrived: () => void = () => undefined;
const arrival = new Promise<void>((resolve) => {
  hasArrived = () => setTimeout(resolve, settleMilliseconds);
});

/** Shows something by way of the toasts; what draws them arrives with the first one, so that pages stay small. */
export async function withToasts(show: (toast: Toast) => void): Promise<void> {
  isWanted = true;
  for (const notify of listeners) notify();
  const [{ toast }] = await Promise.all([import("sonner"), arrival]);
  show(toast);
}

/** What the place of the toasts on the page needs to know. */
export const toastHost = {
  subscribe: (notify: () => void): (() => void) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  },
  isWanted: (): boolean => isWanted,
  /** To be called once the toasts are on the page. */
  arrived: (): void => {
    hasArrived();
  },
};
