import fc from "fast-check";
import { expect, test } from "vitest";
import { openAmounts, planMoves, type RebalancedMember } from "./plan-moves.ts";

/** Members with their equity and share; those named hold something. */
function basket(
  equities: Readonly<Record<string, number>>,
  shares: readonly number[],
  holding: readonly string[] = [],
) {
  const ids = Object.keys(equities);
  const members = ids.map((id, index) => ({ id, equity: equities[id] ?? 0, share: shares[index] ?? 0 }));
  const open = openAmounts(members);
  return members.map((one) => ({ ...one, open: open[one.id] ?? 0, isStill: !holding.includes(one.id) }));
}

const moved = (members: readonly RebalancedMember[]) => Object.fromEntries(planMoves(members).moves);

test("what one has too much of goes to the others at once, where all hold nothing", () => {
  const members = basket({ a: 70_000, b: 20_000, c: 10_000 }, [0.5, 0.25, 0.25]);
  expect(moved(members)).toEqual({ a: -20_000, b: 5_000, c: 15_000 });
  expect(planMoves(members).open).toEqual({});
});

test("who holds something keeps its money, and what it is to get stays open", () => {
  const members = basket({ a: 70_000, b: 20_000, c: 10_000 }, [0.5, 0.25, 0.25], ["c"]);
  expect(moved(members)).toEqual({ a: -5_000, b: 5_000 });
  expect(planMoves(members).open).toEqual({ a: -15_000, c: 15_000 });
  expect(moved(basket({ a: 70_000, b: 30_000 }, [0.5, 0.5], ["a"]))).toEqual({});
});

test("a giver that has lost meanwhile gives no more than what it has above its share", () => {
  const [a, b] = basket({ a: 70_000, b: 30_000 }, [0.5, 0.5]);
  expect(moved([{ ...a!, equity: 40_000 }, b!])).toEqual({ a: -5_000, b: 5_000 });
  expect(planMoves([{ ...a!, equity: 30_000 }, b!])).toEqual({ moves: new Map(), open: {} });
});

test("whatever is moved adds up to nothing, is whole cents, and takes nobody past its share", () => {
  const member = fc.record({
    equity: fc.double({ min: 100, max: 1e6, noNaN: true }),
    weight: fc.integer({ min: 1, max: 50 }),
    due: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
    isStill: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(member, { minLength: 2, maxLength: 8 }), (made) => {
      const weights = made.reduce((sum, { weight }) => sum + weight, 0);
      const total = made.reduce((sum, { equity }) => sum + equity, 0);
      const members = made.map(({ weight, due: open, ...rest }, index) => ({
        ...rest,
        id: `m${index}`,
        share: weight / weights,
        open,
      }));
      const { moves } = planMoves(members);
      const cents = [...moves.values()].map((amount) => Math.round(amount * 100));
      expect(cents.reduce((sum, one) => sum + one, 0)).toBe(0);
      for (const { id, equity, share, open, isStill } of members) {
        const move = moves.get(id) ?? 0;
        if (!isStill) expect(move).toBe(0);
        expect(Math.abs(move)).toBeLessThanOrEqual(Math.abs(open) + 0.01);
        const gap = share * total - equity;
        expect(move * gap).toBeGreaterThanOrEqual(0);
        expect(Math.abs(move)).toBeLessThanOrEqual(Math.abs(gap) + 0.01);
      }
    }),
  );
});
