import { expect, test } from "playwright/test";
import { kinds } from "../../app/studio/kinds/kinds.ts";
import { nodeShapeOf } from "../../app/studio/store/node-shape.ts";
import { GraphDocument } from "../../graph-runtime/graph/document.ts";
import { StudioPage } from "./studio-page.ts";

/** One node of every kind, in rows. */
function everyKind(): GraphDocument {
  const all = kinds.all();
  const id = (order: number): string => `n${order}`;
  return GraphDocument.parse({
    format: "quantloom.graph/1",
    name: "Every kind",
    nodes: all.map(({ kind, version }, order) => ({ id: id(order), kind, version, params: {} })),
    ui: {
      nodes: Object.fromEntries(
        all.map((_, order) => [id(order), { x: (order % 16) * 280, y: Math.floor(order / 16) * 320 }]),
      ),
    },
  });
}

test("every kind of node is drawn as large as it was reckoned, with its ports in their places", async ({ page }) => {
  const document = everyKind();
  const studio = new StudioPage(page);
  await studio.open({ document });
  const canvas = page.getByTestId("canvas");

  await test.step("from afar a node is a block of the same size, without ports", async () => {
    await expect(canvas).toHaveAttribute("data-detail", /blocks|groups/);
    await expect(page.locator(".graph-node")).toHaveCount(document.nodes.length);
    await expect(page.locator(".port-handle")).toHaveCount(0);
  });
  const far = await page
    .locator(".graph-node")
    .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).offsetHeight));

  await test.step("which is wired from there by the menus beside the canvas, or after a double-click", async () => {
    const [price, average] = ["market.bars", "indicator.sma"].map((kind) => {
      return document.nodes.find((node) => node.kind === kind)?.id ?? "";
    });
    await studio.node(average ?? "").click();
    await page.getByTestId(`connect-${average}-source`).selectOption(`${price}:close`);
    await expect(page.getByTestId(`connect-${average}-source`)).toHaveValue(`${price}:close`);
    await expect(canvas).toHaveAttribute("data-detail", /blocks|groups/);
    await page.keyboard.press("Control+z");
    await expect(page.getByTestId(`connect-${average}-source`)).toHaveValue("");
    await page.getByRole("button", { name: "Come closer" }).click();
    await expect(canvas).toHaveAttribute("data-detail", "full");
    await expect(studio.port(average ?? "", "source")).toBeVisible();
    await page.keyboard.press(".");
    await expect(canvas).toHaveAttribute("data-detail", /blocks|groups/);
    await studio.node(average ?? "").dblclick();
    await expect(studio.port(average ?? "", "source")).toBeVisible();
    // A node that is chosen says what it lacks, and is taller.
    await page.keyboard.press("Escape");
    await expect(page.locator(".graph-node.is-selected")).toHaveCount(0);
  });

  await page.keyboard.press("1");
  await expect(canvas).toHaveAttribute("data-detail", "full");
  await expect(page.locator(".port-handle").first()).toBeAttached();
  const drawn = await page.locator(".graph-node").evaluateAll((nodes) =>
    nodes.map((node) => {
      const box = node.getBoundingClientRect();
      const ports = [...node.querySelectorAll("[data-port]")].map((port) => {
        const { x, y, width, height } = port.getBoundingClientRect();
        return [
          `${port.getAttribute("data-side")} ${port.getAttribute("data-port")}`,
          Math.round(x + width / 2 - box.x),
          Math.round(y + height / 2 - box.y),
        ];
      });
      return { id: node.getAttribute("data-graph-node"), height: Math.round(box.height), ports };
    }),
  );
  const reckoned = document.nodes.map((node) => {
    const { height, handles } = nodeShapeOf(document, node);
    const ports = handles.map((port) => [
      `${port.type} ${port.id}`,
      Math.round(port.x + (port.width ?? 0) / 2),
      Math.round(port.y + (port.height ?? 0) / 2),
    ]);
    return { id: node.id, height, ports: ports.sort() };
  });
  expect(drawn.map(({ ports, ...node }) => ({ ...node, ports: ports.sort() }))).toEqual(reckoned);
  expect(far).toEqual(reckoned.map(({ height }) => height));
});
