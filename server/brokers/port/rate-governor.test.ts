import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RateGovernor } from "./rate-governor.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const second = { scope: "orders", calls: 3, perMilliseconds: 1_000 } as const;

describe("keeping within a broker's limits", () => {
  test("no window of the rule's length ever holds more calls than allowed", async () => {
    const governor = new RateGovernor([second, { scope: "orders", calls: 5, perMilliseconds: 4_000 }]);
    const times: number[] = [];
    const all = Array.from({ length: 12 }, () =>
      governor.acquire("orders", "entry").then(() => times.push(Date.now())),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(all);
    for (const time of times) {
      expect(times.filter((other) => other > time - 1_000 && other <= time).length).toBeLessThanOrEqual(3);
      expect(times.filter((other) => other > time - 4_000 && other <= time).length).toBeLessThanOrEqual(5);
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(8_100);
  });

  test("exits go before cancels, cancels before entries, entries before reads", async () => {
    const governor = new RateGovernor([{ ...second, calls: 1 }]);
    await governor.acquire("orders", "entry");
    const order: string[] = [];
    const wanted = ["read", "entry", "cancel", "exit", "entry", "exit"] as const;
    const all = wanted.map((priority) => governor.acquire("orders", priority).then(() => order.push(priority)));
    await vi.advanceTimersByTimeAsync(6_500);
    await Promise.all(all);
    expect(order).toEqual(["exit", "exit", "cancel", "entry", "entry", "read"]);
  });

  test("entries that have used up a minute leave calls for exits and for taking back", async () => {
    const governor = new RateGovernor([{ scope: "orders", calls: 20, perMilliseconds: 60_000 }]);
    const times: Record<string, number[]> = { entry: [], cancel: [], exit: [] };
    const ask = (priority: "entry" | "cancel" | "exit", count: number) => {
      for (let n = 0; n < count; n += 1)
        void governor.acquire("orders", priority).then(() => times[priority]?.push(Date.now() - began));
    };
    const began = Date.now();
    ask("entry", 30);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times["entry"]).toHaveLength(18);
    ask("cancel", 2);
    ask("exit", 1);
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toMatchObject({ cancel: [1_000], exit: [1_000] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times["cancel"]).toHaveLength(2);
    expect(times["entry"]?.length).toBeLessThanOrEqual(18 + 18);
    expect(times["entry"]?.length).toBeGreaterThan(18);
  });

  test("after the broker said to wait, nothing passes until then", async () => {
    const governor = new RateGovernor([second]);
    governor.pause("orders", 5_000);
    const began = Date.now();
    const passed = governor.acquire("orders", "exit").then(() => Date.now() - began);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await passed).toBeGreaterThanOrEqual(5_000);
  });

  test("who waits is told when the account is closed", async () => {
    const governor = new RateGovernor([{ ...second, calls: 1 }]);
    await governor.acquire("orders", "exit");
    const waiting = governor.acquire("orders", "exit");
    governor.close(new Error("unlinked"));
    await expect(waiting).rejects.toThrow("unlinked");
  });
});
