/** What the header says about the state of the draft. */
export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "offline"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "conflict" };

export type SaveOutcome =
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "conflict" }
  /** The server could not be reached: tried again. */
  | { readonly kind: "offline"; readonly reason: string }
  /** The server said no: tried again with the next edit. */
  | { readonly kind: "refused"; readonly reason: string };

export type AutosaveInput<Document> = {
  readonly initial: { readonly document: Document; readonly revision: number };
  readonly save: (document: Document, revision: number) => Promise<SaveOutcome>;
  /** Called on every edit, before anything is sent: the local copy that survives a crash. */
  readonly keepLocally: (copy: {
    readonly document: Document;
    readonly base: Document;
    readonly revision: number;
  }) => void;
  readonly forgetLocal: () => void;
  readonly onState: (state: SaveState) => void;
  readonly delayMilliseconds?: number;
  readonly retryMilliseconds?: number;
};

export type Autosave<Document> = {
  readonly edited: (document: Document) => void;
  /** Saves at once and resolves with the revision that holds the latest document, or null when it could not be saved. */
  readonly flush: () => Promise<number | null>;
  readonly revision: () => number;
  readonly savedDocument: () => Document;
  /** Takes a document and revision as saved by the server: after a conflict was resolved or a version restored. */
  readonly rebase: (document: Document, revision: number) => void;
  readonly dispose: () => void;
};

/**
 * Saves the latest document some time after the last edit, one request at a time, with the revision it was based on.
 * A failed request keeps the local copy and is tried again; a stale revision stops saving until it is resolved.
 */
export function createAutosave<Document>(input: AutosaveInput<Document>): Autosave<Document> {
  const delay = input.delayMilliseconds ?? 800;
  const retry = input.retryMilliseconds ?? 5000;
  let revision = input.initial.revision;
  let saved = input.initial.document;
  let latest = input.initial.document;
  let state: SaveState = { kind: "saved" };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let disposed = false;

  const become = (next: SaveState): void => {
    if (disposed) return;
    const isNew = JSON.stringify(state) !== JSON.stringify(next);
    state = next;
    if (isNew) input.onState(next);
  };
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const schedule = (milliseconds: number): void => {
    cancel();
    timer = setTimeout(() => void saveOnce(), milliseconds); // nobody waits for a background save; its state is shown
  };

  const send = async (): Promise<void> => {
    const sent = latest;
    become({ kind: "saving" });
    let outcome: SaveOutcome;
    try {
      outcome = await input.save(sent, revision);
    } catch (error) {
      outcome = { kind: "offline", reason: error instanceof Error ? error.message : "The server cannot be reached." };
    }
    if (outcome.kind === "saved") {
      revision = outcome.revision;
      saved = sent;
      if (latest === sent) {
        input.forgetLocal();
        become({ kind: "saved" });
      } else {
        input.keepLocally({ document: latest, base: saved, revision });
        become({ kind: "unsaved" });
        schedule(delay);
      }
    } else {
      become(outcome);
      if (outcome.kind === "offline") schedule(retry);
    }
  };

  const saveOnce = (): Promise<void> => {
    cancel();
    if (running !== null) return running;
    if (disposed || state.kind === "conflict") return Promise.resolve();
    if (latest === saved) {
      // An edit may have been taken back before it was saved.
      if (state.kind !== "saved") input.forgetLocal();
      become({ kind: "saved" });
      return Promise.resolve();
    }
    running = send().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    edited: (document) => {
      if (disposed || document === latest) return;
      latest = document;
      input.keepLocally({ document, base: saved, revision });
      if (state.kind === "conflict") return;
      if (state.kind !== "saving") become({ kind: "unsaved" });
      schedule(delay);
    },
    flush: async () => {
      if (running !== null) await running;
      await saveOnce();
      return latest === saved ? revision : null;
    },
    revision: () => revision,
    savedDocument: () => saved,
    rebase: (document, next) => {
      cancel();
      revision = next;
      saved = document;
      become(latest === document ? { kind: "saved" } : { kind: "unsaved" });
      if (latest === document) input.forgetLocal();
      else schedule(0);
    },
    dispose: () => {
      disposed = true;
      cancel();
    },
  };
}
