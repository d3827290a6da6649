import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AutosaveInput, createAutosave, type SaveOutcome, type SaveState } from "./autosave.ts";

type Doc = { readonly text: string };

function setUp(answers: (SaveOutcome | Error)[]) {
  const states: SaveState["kind"][] = [];
  const sent: { text: string; revision: number }[] = [];
  const kept: { text: string; base: string }[] = [];
  let forgotten = 0;
  const input: AutosaveInput<Doc> = {
    initial: { document: { text: "start" }, revision: 1 },
    save: (document, revision) => {
      sent.push({ text: document.text, revision });
      const answer = answers.shift() ?? { kind: "saved", revision: revision + 1 };
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    keepLocally: ({ document, base }) => kept.push({ text: document.text, base: base.text }),
    forgetLocal: () => {
      forgotten += 1;
    },
    onState: (state) => states.push(state.kind),
  };
  return { autosave: createAutosave(input), states, sent, kept, forgotten: () => forgotten };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("autosave", () => {
  test("sends the latest of several quick edits once, and forgets the local copy", async () => {
    const { autosave, sent, states, kept, forgotten } = setUp([]);
    autosave.edited({ text: "a" });
    autosave.edited({ text: "ab" });
    expect(kept.map((copy) => copy.text)).toEqual(["a", "ab"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([{ text: "ab", revision: 1 }]);
    expect(states).toEqual(["unsaved", "saving", "saved"]);
    expect(forgotten()).toBe(1);
  });

  test("an edit that is taken back before it was sent leaves nothing to save", async () => {
    const { autosave, sent, states, forgotten } = setUp([]);
    const start = autosave.savedDocument();
    autosave.edited({ text: "a" });
    autosave.edited(start);
    await vi.advanceTimersByTimeAsync(1000);
    expect(states).toEqual(["unsaved", "saved"]);
    expect(sent).toEqual([]);
    expect(forgotten()).toBe(1);
    expect(await autosave.flush()).toBe(1);
    expect(forgotten()).toBe(1);
  });

  test("an edit during a save goes out next, on the new revision", async () => {
    const { autosave, sent } = setUp([]);
    autosave.edited({ text: "a" });
    const flushed = autosave.flush();
    autosave.edited({ text: "b" });
    await flushed;
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([
      { text: "a", revision: 1 },
      { text: "b", revision: 2 },
    ]);
    expect(autosave.savedDocument()).toEqual({ text: "b" });
  });

  test("a lost connection keeps the edits and tries again", async () => {
    const { autosave, states, sent, kept } = setUp([
      new Error("no network"),
      { kind: "offline", reason: "no network" },
    ]);
    autosave.edited({ text: "a" });
    await vi.advanceTimersByTimeAsync(900);
    expect(states.at(-1)).toBe("offline");
    expect(kept).toEqual([{ text: "a", base: "start" }]);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(sent).toHaveLength(3);
    expect(states.at(-1)).toBe("saved");
  });

  test("a refusal is not hammered: the next edit tries again", async () => {
    const { autosave, states, sent } = setUp([{ kind: "refused", reason: "Your role does not allow this." }]);
    autosave.edited({ text: "a" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toBe("refused");
    autosave.edited({ text: "b" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(states.at(-1)).toBe("saved");
  });

  test("a stale revision stops saving until it is resolved", async () => {
    const { autosave, states, sent } = setUp([{ kind: "conflict" }]);
    autosave.edited({ text: "mine" });
    await vi.advanceTimersByTimeAsync(1000);
    autosave.edited({ text: "mine too" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toBe("conflict");
    autosave.rebase({ text: "theirs" }, 7);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent.at(-1)).toEqual({ text: "mine too", revision: 7 });
    expect(autosave.revision()).toBe(8);
  });

  test("flush resolves with the revision that holds the last edit", async () => {
    const { autosave } = setUp([]);
    expect(await autosave.flush()).toBe(1);
    autosave.edited({ text: "a" });
    expect(await autosave.flush()).toBe(2);
  });

  test("flush tells when the last edit could not be saved", async () => {
    const { autosave } = setUp([new Error("no network")]);
    autosave.edited({ text: "a" });
    expect(await autosave.flush()).toBeNull();
  });
});
