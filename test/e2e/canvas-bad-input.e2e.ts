import { writeFileSync } from "node:fs";
import { expect, type Page, test } from "playwright/test";
import { StudioPage } from "./studio-page.ts";

/** Pastes a text as the browser does, without asking for the clipboard's permission. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("what is no graph is refused in words, and nothing changes", async ({ page }, testInfo) => {
  const studio = new StudioPage(page);
  await studio.open({ templateId: "sma-cross" });
  await expect(studio.edges()).toHaveCount(8);
  const toast = page.locator("[data-sonner-toast]").first();
  const refused = async (text: string, words: string): Promise<void> => {
    await paste(page, text);
    await expect(toast).toContainText(words);
    await expect(page.locator("[data-graph-node]")).toHaveCount(7);
  };
  await refused("buy low, sell high", "not a graph");
  await refused('{"hello": 1}', "not a Quantloom strategy");
  await refused('{"format": "quantloom.graph/9"}', "newer format");
  await refused("x".repeat(3_000_000), "2 MB at most");

  const huge = testInfo.outputPath("huge.json");
  writeFileSync(huge, Buffer.alloc(50 * 1024 * 1024, 32));
  await page.getByTestId("import-file").setInputFiles(huge);
  await expect(toast).toContainText("50.0 MB");
  const buffer = Buffer.from('{"format": "quantloom.graph/2"}');
  const newer = { name: "newer.json", mimeType: "application/json", buffer };
  await page.getByTestId("import-file").setInputFiles(newer);
  await expect(toast).toContainText("quantloom.graph/2");
  await expect(studio.edges()).toHaveCount(8);
  await studio.saved();
});

test("a kind that is not known is a grey node that keeps its data and its edges", async ({ page }) => {
  const studio = new StudioPage(page);
  const mystery = { id: "mystery", kind: "future.oracle", version: 3, params: { depth: 7 } };
  const id = await studio.open({
    document: {
      format: "quantloom.graph/1",
      name: "From the future",
      nodes: [{ id: "price", kind: "market.bars", version: 1 }, mystery],
      edges: [{ from: { node: "price", port: "close" }, to: { node: "mystery", port: "crystal" } }],
    },
  });
  await expect(studio.node("mystery")).toHaveClass(/is-unknown/);
  await expect(studio.edges()).toHaveCount(1);
  await studio.node("price").locator(".graph-node-title").click();
  await page.keyboard.press("ArrowRight");
  await studio.saved();
  const answer = await page.request.get(`/api/trpc/strategies.get?input=${encodeURIComponent(JSON.stringify({ id }))}`);
  const { result } = (await answer.json()) as { result: { data: { draft: { nodes: unknown[]; edges: unknown[] } } } };
  expect(result.data.draft.nodes).toContainEqual(mystery);
  expect(result.data.draft.edges).toHaveLength(1);
});

test("an edit made while the network is gone is saved once it is back", async ({ page, context }) => {
  const studio = new StudioPage(page);
  await studio.open({ templateId: "sma-cross" });
  // what is worked with is there by then
  await studio.node("slow").locator(".graph-node-title").click();
  await expect(page.getByTestId("param-length")).toBeVisible();
  await context.setOffline(true);
  // A part of the page that was not there yet is missed in words; the editor goes on.
  await page.getByRole("tab", { name: "Code" }).click();
  const code = page.getByRole("tabpanel", { name: "Code" });
  await expect(code.getByText("This part of the page could not be loaded")).toBeVisible();
  await page.getByTestId("param-length").fill("88");
  await expect(page.getByTestId("save-state")).toHaveAttribute("data-state", "offline", { timeout: 15_000 });
  await context.setOffline(false);
  await studio.saved();
  await page.reload();
  await expect(studio.node("slow")).toContainText("SMA 88", { timeout: 30_000 });
});
