import { withToasts } from "./toast-host.ts";

/** Says something in a corner for a few seconds. */
export function notify(text: string): void {
  void withToasts((toast) => toast(text));
}

export function notifySuccess(text: string): void {
  void withToasts((toast) => toast.success(text));
}

export function notifyError(text: string): void {
  void withToasts((toast) => toast.error(text));
}
