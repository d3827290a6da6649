import type { ExternalToast } from "sonner";
import { withToasts } from "./toast-host.ts";

type Show = (text: string, options?: ExternalToast) => void;

function lazily(pick: (toast: typeof import("sonner")["toast"]) => Show): Show {
  return (text, options) => {
    void withToasts((toast) => pick(toast)(text, options)); // a chunk that does not arrive shows nothing
  };
}

/** Says something in a corner for a few seconds, with an action where one is given. */
export const toast = Object.assign(
  lazily((shown) => shown),
  { error: lazily((shown) => shown.error), success: lazily((shown) => shown.success) },
);
