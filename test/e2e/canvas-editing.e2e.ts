import { expect, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

/** Chooses nodes one after the other, as with Ctrl held. */
async function choose(studio: StudioPage, ids: readonly string[]): Promise<void> {
  await studio.page.keyboard.press("Escape");
  for (const [order, id] of ids.entries())
    await studio
      .node(id)
      .locator(".graph-node-title")
      .click(order === 0 ? {} : { modifiers: ["Control"] });
}

test.describe("editing on the canvas", () => {
  test("a selection becomes a block that opens, has versions, is copied and taken apart, with the same trades", async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const before = await studio.fingerprint();
    await choose(studio, ["fast", "slow", "up", "down"]);
    await page.keyboard.press("Control+Shift+g");
    const block = studio.node("block-1");
    await expect(block).toContainText("v1");
    await expect(studio.edges()).toHaveCount(3);
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(before);

    await test.step("opened, it is edited like a strategy, and its version grows", async () => {
      await block.locator(".graph-node-title").dblclick();
      await expect(page.getByTestId("breadcrumb")).toContainText("Block 1");
      await expect(studio.node("fast")).toBeVisible();
      await expect(studio.node("_in")).toBeVisible();
      await page.getByTestId("block-title").fill("Two averages");
      await studio.node("up").locator(".graph-node-title").click();
      await page.keyboard.press("b");
      await expect(studio.node("up")).toHaveClass(/is-bypassed/);
      await page.keyboard.press("b");
      await page.getByTestId("node-slow").locator(".graph-node-title").click();
      await page.keyboard.press("m");
      await page.keyboard.press("Control+z");
      await expect(page.getByTestId("breadcrumb")).toContainText("v2");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await expect(page.getByTestId("breadcrumb")).toHaveCount(0);
      await expect(block).toContainText("Two averages");
      await expect(block).toContainText("v2");
    });

    await test.step("two nodes are linked to it, until one is made a copy", async () => {
      await block.locator(".graph-node-title").click();
      await page.keyboard.press("Control+d");
      await expect(page.getByTestId("block-link")).toContainText("like 1 other node");
      await page.getByRole("button", { name: "Make it a copy of its own" }).click();
      await expect(page.getByTestId("block-link")).toContainText("Two averages copy");
      await page.keyboard.press("Delete");
    });

    await test.step("it is in the palette, and comes apart into what it was made of", async () => {
      await page.getByTestId("palette-search").fill("two averages");
      await expect(page.getByTestId("palette-item-block.block-1")).toBeVisible();
      await page.getByTestId("palette-search").fill("");
      await block.locator(".graph-node-title").click();
      await page.keyboard.press("u");
      await expect(block).toHaveCount(0);
      await expect(studio.edges()).toHaveCount(8);
      await expect(page.getByTestId("preview-fingerprint")).toHaveText(before);
    });
    await studio.saved();
  });

  test("a block of the library is used in another strategy, and brought to a newer version after a look at the difference", async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    const first = await studio.open({ templateId: "sma-cross" });
    const block = studio.node("block-1");
    await choose(studio, ["fast", "slow"]);
    await page.keyboard.press("Control+Shift+g");
    await block.locator(".graph-node-title").dblclick();
    await page.getByTestId("block-title").fill("Shared averages");
    await expect(page.getByTestId("quick-add"), "a double click on a node adds no other").toHaveCount(0);
    await page.getByTestId("breadcrumb").getByRole("button", { name: "SMA cross" }).click();
    await block.locator(".graph-node-title").click();
    await page.getByRole("button", { name: "Save to the library" }).click();
    await expect(page.getByTestId("library-link")).toContainText("Version 1 of the library.");
    await studio.saved();

    const second = await studio.open({ document: { format: "quantloom.graph/1", name: "Another" } });
    await test.step("found in the library, it is inserted with its version", async () => {
      await page.getByRole("button", { name: "Block library" }).click();
      await page.getByRole("textbox", { name: "Find a block" }).fill("shared");
      await page.getByTestId("library-Shared averages").first().getByRole("button", { name: "Insert" }).click();
      const node = page.locator(".graph-node.is-block");
      await expect(node).toContainText("Shared averages");
      await expect(node).toContainText("v1");
      await studio.saved();
    });

    await page.goto(`/strategies/${first}`);
    await test.step("changed in one strategy, it is saved as the next version", async () => {
      await block.locator(".graph-node-title").dblclick();
      await studio.node("slow").locator(".graph-node-title").click();
      await page.keyboard.press("m");
      await page.getByTestId("breadcrumb").getByRole("button", { name: "SMA cross" }).click();
      await block.locator(".graph-node-title").click();
      await expect(page.getByTestId("library-link")).toContainText("changed here");
      await page.getByRole("textbox", { name: "What changed in the block" }).fill("The slow one is mute");
      await page.getByRole("button", { name: "Save as version 2" }).click();
      await expect(page.getByTestId("library-link")).toContainText("Version 2 of the library.");
      await studio.saved();
    });

    await page.goto(`/strategies/${second}`);
    await test.step("the other one sees what changed before it takes it, and can go back", async () => {
      const node = page.locator(".graph-node.is-block");
      await node.locator(".graph-node-title").click();
      await page.getByRole("button", { name: "Update to version 2 …" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog).toContainText("The slow one is mute");
      await expect(dialog.getByTestId("block-differences").getByRole("listitem")).toHaveCount(1);
      await dialog.getByRole("button", { name: "Update", exact: true }).click();
      await expect(node).toContainText("v2");
      await expect(page.getByTestId("library-link")).toContainText("Version 2 of the library.");
      await page.keyboard.press("Control+z");
      await expect(node).toContainText("v1");
      await expect(page.getByTestId("library-link")).toContainText("Version 1 of the library.");
    });
  });

  test("bypass, mute, fold, reroute and align change what they say, and undo one step at a time", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const before = await studio.fingerprint();
    await choose(studio, ["fast"]);
    await page.keyboard.press("b");
    await expect(page.getByTestId("preview-fingerprint")).not.toHaveText(before);
    await page.keyboard.press("b");
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(before);

    await test.step("a frame folds to the ports at its border", async () => {
      await choose(studio, ["up", "down"]);
      await page.keyboard.press("Control+g");
      await page.keyboard.press("Escape"); // the chosen nodes' tools would lie over the title of their frame
      await page.getByRole("button", { name: "Collapse Group" }).click();
      await expect(studio.node("up")).toBeHidden();
      await expect(studio.edges()).toHaveCount(8);
      await page.getByRole("button", { name: "Expand Group" }).click();
      await expect(studio.node("up")).toBeVisible();
    });

    await test.step("an edge is led through a dot that is dragged and removed", async () => {
      await page.keyboard.press("Escape");
      const edge = page.locator('[data-id="price:close>slow:source"]');
      await edge.locator(".react-flow__edge-interaction").dblclick({ force: true });
      const dot = page.getByTestId("bend-0");
      await expect(dot).toBeVisible();
      const start = await studio.middleOf(dot);
      await studio.drag(dot, { x: start.x, y: start.y + 60 });
      expect((await studio.middleOf(dot)).y).toBeGreaterThan(start.y + 30);
      await dot.focus();
      await page.keyboard.press("Delete");
      await expect(dot).toHaveCount(0);
    });

    await test.step("several nodes line up", async () => {
      await choose(studio, ["price", "fast", "up"]);
      await page.keyboard.press("Alt+ArrowUp");
      // the key is taken at once, and what it does is drawn with the next frame
      const spread = async (): Promise<number> => {
        const tops: number[] = [];
        for (const id of ["price", "fast", "up"]) tops.push((await studio.node(id).boundingBox())?.y ?? Number.NaN);
        return Math.max(...tops) - Math.min(...tops);
      };
      await expect.poll(spread).toBeLessThan(1);
      await page.keyboard.press("Control+z");
    });

    await test.step("a dragged node shows the lines on which it lies with others", async () => {
      await page.keyboard.press("Escape");
      const [up, down] = [await studio.node("up").boundingBox(), await studio.node("down").boundingBox()];
      if (up === null || down === null) throw new Error("the nodes are not on the page");
      const grip = { x: down.x + 40, y: down.y + 12 };
      await studio.drag(grip, { x: grip.x + 4, y: grip.y + 30 }, async () => {
        await expect(page.getByTestId("guide-line").first()).toBeVisible();
      });
      await expect(page.getByTestId("guide-line")).toHaveCount(0);
      expect((await studio.node("down").boundingBox())?.x).toBeCloseTo(up.x, 0);
    });
  });

  test("a connection that does not fit offers the node that makes it fit", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await expect(studio.edges()).toHaveCount(8);
    await studio.drag(studio.port("fast", "value"), studio.port("sell", "when"));
    await page.getByRole("button", { name: "Insert Compare" }).click();
    await expect(studio.node("compare")).toBeVisible();
    await expect(studio.edges()).toHaveCount(9);
    await page.keyboard.press("Control+z");
    await expect(studio.edges()).toHaveCount(8);
  });

  test("a value of longer bars meets daily ones: the problem offers the alignment, one click inserts it", async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await studio.fingerprint();
    await studio.dragKind("market.higher-bars", "higher", await studio.onCanvas(0.05, 0.06));
    const higher = page.locator('[data-graph-node^="higher"]');
    await expect(higher).toBeVisible();
    const id = (await higher.getAttribute("data-graph-node")) ?? "";
    await studio.drag(studio.port(id, "close"), studio.port("up", "b"));
    await page.getByRole("tab", { name: "Problems" }).click();
    await page
      .getByTestId("problem-clock.mixed")
      .getByRole("button", { name: /^Insert/ })
      .click();
    await expect(page.getByTestId("problem-clock.mixed")).toHaveCount(0);
    await expect(page.locator('[data-graph-node$="-closed"]')).toBeVisible();
  });

  test("without a drag: click a port and then another, insert into an edge, choose from a menu", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    await expect(studio.edges()).toHaveCount(8);
    await studio.port("slow", "value").click();
    await studio.port("up", "a").click();
    await expect(page.locator('[data-id="slow:value>up:a"]')).toHaveCount(1);
    await expect(page.locator("[data-sonner-toast]")).toContainText("Replaced");
    await page.keyboard.press("Control+z");
    await expect(page.locator('[data-id="fast:value>up:a"]')).toHaveCount(1);

    // The edge lies level, so that its box has no height of its own to click on.
    await page.mouse.click(...(await studio.middleOfEdge("fast:value>up:a")));
    await page.getByRole("button", { name: "Insert a node into this edge" }).click();
    await page.getByTestId("quick-add-search").fill("bars ago");
    await page.keyboard.press("Enter");
    await expect(page.locator('[data-id="bars-ago:value>up:a"]')).toHaveCount(1);

    await studio.node("slow").locator(".graph-node-title").click();
    await page.getByTestId("connect-slow-value").selectOption("down:a");
    await expect(page.locator('[data-id="slow:value>down:a"]')).toHaveCount(1);
  });

  test("two versions are compared in a drawing, and an older one is restored", async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const before = await studio.fingerprint();
    const saveVersion = async (name: string): Promise<void> => {
      await page.getByRole("button", { name: "Versions", exact: true }).click();
      await page.getByRole("textbox", { name: "What changed" }).fill(name);
      await page.getByRole("button", { name: "Save version" }).click();
      await expect(page.getByText(name)).toBeVisible();
    };
    await saveVersion("As it came");
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await studio.node("sell").locator(".graph-node-title").click();
    await page.keyboard.press("Delete");
    await page.getByTestId("palette-search").fill("rsi");
    await page.getByTestId("palette-item-indicator.rsi").click();
    await expect(studio.node("rsi")).toBeVisible();
    await saveVersion("Without an exit");
    await page.getByRole("button", { name: "Compare" }).last().click();
    const drawing = page.getByTestId("graph-diff");
    await expect(drawing.getByTestId("diff-sell")).toHaveAttribute("data-fate", "removed");
    await expect(drawing.getByTestId("diff-rsi")).toHaveAttribute("data-fate", "added");
    await expect(drawing.getByTestId("diff-fast")).toHaveAttribute("data-fate", "same");
    await page.getByRole("button", { name: "Restore" }).last().click();
    await expect(studio.node("sell")).toBeVisible();
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(before);
  });
});
