// The toasts arrive with the first one that is shown: the shell's first load stays small.

async function withToasts(show: (toast: typeof import("sonner")["toast"]) => void): Promise<void> {
  const { toast } = await import("sonner");
  show(toast);
}

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
