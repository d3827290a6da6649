import type { ExternalToast } from "sonner";

type Show = (text: string, options?: ExternalToast) => void;

/** Shows a toast; what draws it arrives with the first one, so that pages stay small. */
function lazily(pick: (toast: typeof import("sonner")["toast"]) => Show): Show {
  return (text, options) => {
    void import("sonner").then(({ toast }) => pick(toast)(text, options)); // a chunk that does not arrive shows nothing
  };
}

/** Says something in a corner for a few seconds, with an action where one is given. */
export const toast = Object.assign(
  lazily((shown) => shown),
  { error: lazily((shown) => shown.error), success: lazily((shown) => shown.success) },
);
