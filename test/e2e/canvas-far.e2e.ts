import { expect, type Locator, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

const [rows, columns] = [6, 7];
const id = (row: number, column: number): string => `n${row}-${column}`;

/** A graph that is seen from afar: rows of averages, each of the one before it. */
function wideGraph(): object {
  const places = Array.from(
    { length: rows * columns },
    (_, order) => [Math.floor(order / columns), order % columns] as const,
  );
  return {
    format: "quantloom.graph/1",
    name: "Wide",
    nodes: [
      { id: "price", kind: "market.bars", version: 1, params: {} },
      ...places.map(([row, column]) => ({ id: id(row, column), kind: "indicator.sma", version: 1, params: {} })),
    ],
    edges: places.map(([row, column]) => ({
      from: column === 0 ? { node: "price", port: "close" } : { node: id(row, column - 1), port: "value" },
      to: { node: id(row, column), port: "source" },
    })),
    ui: {
      nodes: Object.fromEntries([
        ["price", { x: -600, y: 0 }],
        ...places.map(([row, column]) => [id(row, column), { x: column * 600, y: row * 400 }]),
      ]),
    },
  };
}

test("nodes dragged from afar move with their edges, land where they are dropped, and go back", async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open({ document: wideGraph() });
  await expect(page.getByTestId("canvas")).toHaveAttribute("data-detail", /blocks|groups/);
  const [one, other] = [studio.node(id(2, 3)), studio.node(id(3, 3))];
  const outer = (node: Locator): Locator => node.locator("xpath=..");
  const edges = page.locator(".far-edges.is-moving path");
  const [home, away] = [await studio.middleOf(one), await studio.middleOf(other)];
  const moved = async (node: Locator, from: { x: number; y: number }): Promise<string> => {
    const { x, y } = await studio.middleOf(node);
    return `${Math.round((x - from.x) / 20) * 20} ${Math.round((y - from.y) / 20) * 20}`;
  };

  await test.step("one of them", async () => {
    await studio.drag(one, { x: home.x + 60, y: home.y - 40 }, async () => {
      expect(await moved(one, home)).toBe("60 -40");
      // It is shifted from where it is drawn, and only its own edges are drawn anew.
      expect(await outer(one).evaluate((node) => node.style.translate)).toMatch(/px/);
      await expect(edges).toHaveCount(1);
      expect((await edges.getAttribute("d"))?.split("M")).toHaveLength(3);
    });
    await expect(edges).toHaveCount(0);
    expect(await moved(one, home)).toBe("60 -40");
    expect(await outer(one).evaluate((node) => node.style.translate)).toBe("");
    await page.keyboard.press("Control+z");
    await expect.poll(() => moved(one, home)).toBe("0 0");
  });

  await test.step("two of them together", async () => {
    await one.click();
    await other.click({ modifiers: ["Shift"] });
    await studio.drag(one, { x: home.x + 40, y: home.y + 20 }, async () => {
      expect([await moved(one, home), await moved(other, away)]).toEqual(["40 20", "40 20"]);
    });
    expect([await moved(one, home), await moved(other, away)]).toEqual(["40 20", "40 20"]);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => [await moved(one, home), await moved(other, away)]).toEqual(["0 0", "0 0"]);
  });
  await studio.saved();
});

test("the editor has the draft and who is signed in asked for with the page, once each", async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open({ document: wideGraph() });
  const calls: string[] = [];
  const warnings: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/session\.me|strategies\.get/.test(pathname)) calls.push(pathname);
  });
  page.on("console", (message) => {
    if (message.text().includes("preload")) warnings.push(message.text());
  });
  await page.reload();
  await expect(studio.node("price")).toBeVisible();
  // The browser complains a few seconds after a page has loaded of what was asked for and not taken.
  await page.waitForLoadState("networkidle");
  expect(calls.sort()).toEqual(["/api/trpc/session.me", "/api/trpc/strategies.get"]);
  expect(warnings).toEqual([]);
});
