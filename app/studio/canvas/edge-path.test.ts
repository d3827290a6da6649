import { describe, expect, test } from "vitest";
import { bendOrder, edgePath } from "./edge-path.ts";
import { snapToOthers } from "./snap-guides.ts";

describe("the path of an edge", () => {
  test("starts at the output, leads through each dot in order and ends at the input, in one stroke", () => {
    const { path } = edgePath({ x: 0, y: 0 }, [{ x: 100, y: 50 }], { x: 200, y: 0 });
    expect(path.match(/M/g)).toHaveLength(1);
    expect(path).toMatch(/^M0,0 C.* 100,50 C.* 200,0$/);
  });

  test("a new dot goes where it makes the way least longer", () => {
    const [from, to] = [
      { x: 0, y: 0 },
      { x: 300, y: 0 },
    ];
    const bends = [
      { x: 100, y: 0 },
      { x: 200, y: 0 },
    ];
    expect(bendOrder(from, bends, to, { x: 50, y: 5 })).toBe(0);
    expect(bendOrder(from, bends, to, { x: 150, y: 5 })).toBe(1);
    expect(bendOrder(from, bends, to, { x: 250, y: 5 })).toBe(2);
  });
});

describe("snapping to the lines of others", () => {
  const other = { x: 100, y: 200, width: 216, height: 120 };

  test("a box near another's left edge snaps to it and shows the line along both", () => {
    const snapped = snapToOthers({ x: 104, y: 400, width: 216, height: 90 }, [other]);
    expect(snapped.x).toBe(100);
    expect(snapped.y).toBe(400);
    expect(snapped.guides).toContainEqual({ axis: "x", at: 100, from: 200, to: 490 });
  });

  test("both directions snap at once; what is out of reach stays", () => {
    expect(snapToOthers({ x: 97, y: 203, width: 50, height: 50 }, [other])).toMatchObject({ x: 100, y: 200 });
    expect(snapToOthers({ x: 130, y: 230, width: 50, height: 50 }, [other])).toEqual({ x: 130, y: 230, guides: [] });
  });
});
