import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RateGovernor } from "./rate-governor.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const second = { scope: "orders", calls: 3, perMilliseconds: 1_000 } as const;

/** A call whose answer is there at once. */
const atOnce = async (): Promise<void> => undefined;

describe("keeping within a broker's limits", () => {
  test("no window of the rule's length ever holds more calls than allowed", async () => {
    const governor = new RateGovernor([second, { scope: "orders", calls: 5, perMilliseconds: 4_000 }]);
    const times: number[] = [];
    const all = Array.from({ length: 12 }, () =>
      governor.pass("orders", "entry", atOnce).then(() => times.push(Date.now())),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(all);
    for (const time of times) {
      expect(times.filter((other) => other > time - 1_000 && other <= time).length).toBeLessThanOrEqual(3);
      expect(times.filter((other) => other > time - 4_000 && other <= time).length).toBeLessThanOrEqual(5);
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(8_100);
  });

  test("however long calls are under way, the broker's own window never holds more than allowed", async () => {
    const governor = new RateGovernor([second]);
    const arrivals: number[] = [];
    const ways = [600, 0, 0, 20, 0, 950, 0, 10, 0, 0, 300, 0, 0, 700, 0, 0];
    const all = ways.map((there) =>
      governor.pass("orders", "entry", async () => {
        await new Promise((resolve) => setTimeout(resolve, there));
        arrivals.push(Date.now());
        await new Promise((resolve) => setTimeout(resolve, 30));
      }),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(all);
    expect(arrivals).toHaveLength(ways.length);
    for (const at of arrivals) {
      expect(arrivals.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThanOrEqual(3);
    }
  });

  test("a call that fails gives its place back as any other does", async () => {
    const governor = new RateGovernor([{ ...second, calls: 1 }]);
    const failing = governor.pass("orders", "entry", () => Promise.reject(new Error("no answer")));
    await expect(failing).rejects.toThrow("no answer");
    const began = Date.now();
    const next = governor.pass("orders", "entry", atOnce).then(() => Date.now() - began);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await next).toBe(1_000);
  });

  test("exits go before cancels, cancels before entries, entries before reads", async () => {
    const governor = new RateGovernor([{ ...second, calls: 1 }]);
    await governor.pass("orders", "entry", atOnce);
    const order: string[] = [];
    const wanted = ["read", "entry", "cancel", "exit", "entry", "exit"] as const;
    const all = wanted.map((priority) => governor.pass("orders", priority, atOnce).then(() => order.push(priority)));
    await vi.advanceTimersByTimeAsync(6_500);
    await Promise.all(all);
    expect(order).toEqual(["exit", "exit", "cancel", "entry", "entry", "read"]);
  });

  test("entries that have used up a minute leave calls for exits and for taking back", async () => {
    const governor = new RateGovernor([{ scope: "orders", calls: 20, perMilliseconds: 60_000 }]);
    const times: Record<string, number[]> = { entry: [], cancel: [], exit: [] };
    const ask = (priority: "entry" | "cancel" | "exit", count: number) => {
      for (let n = 0; n < count; n += 1)
        void governor.pass("orders", priority, atOnce).then(() => times[priority]?.push(Date.now() - began));
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
    const passed = governor.pass("orders", "exit", atOnce).then(() => Date.now() - began);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await passed).toBeGreaterThanOrEqual(5_000);
  });

  test("who waits is told when the account is closed", async () => {
    const governor = new RateGovernor([{ ...second, calls: 1 }]);
    await governor.pass("orders", "exit", atOnce);
    const waiting = governor.pass("orders", "exit", atOnce);
    governor.close(new Error("unlinked"));
    await expect(waiting).rejects.toThrow("unlinked");
  });
});
