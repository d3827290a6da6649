import { expect, type Locator, type Page } from "playwright/test";
import { enterDemo } from "./fixtures/enter-demo.ts";
import { productOrigin } from "./fixtures/product-origin.ts";

type Point = { readonly x: number; readonly y: number };

/** The studio as a user handles it: with the pointer, the keyboard, and what can be read on the page. */
export class StudioPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Signs in as the demo user and opens a new strategy. */
  async open(from: { readonly templateId: string } | { readonly document: object }): Promise<string> {
    await enterDemo(this.page);
    const headers = { origin: productOrigin() };
    const created = await this.page.request.post("/api/trpc/strategies.create", { data: from, headers });
    expect(created.ok(), await created.text()).toBe(true);
    const { result } = (await created.json()) as { result: { data: { id: string } } };
    await this.page.goto(`/strategies/${result.data.id}`);
    await expect(this.page.getByTestId("studio")).toBeVisible({ timeout: 30_000 });
    return result.data.id;
  }

  node(id: string): Locator {
    return this.page.getByTestId(`node-${id}`);
  }

  port(node: string, port: string): Locator {
    return this.page.getByTestId(`port-${node}-${port}`);
  }

  edges(): Locator {
    return this.page.locator(".react-flow__edge");
  }

  async fingerprint(): Promise<string> {
    const shown = this.page.getByTestId("preview-fingerprint");
    await expect(shown).toHaveText(/^[0-9a-f]{32}$/, { timeout: 20_000 });
    return (await shown.textContent()) ?? "";
  }

  async saved(): Promise<void> {
    await expect(this.page.getByTestId("save-state")).toHaveAttribute("data-state", "saved", { timeout: 15_000 });
  }

  async middleOf(target: Locator): Promise<Point> {
    const box = await target.boundingBox();
    if (box === null) throw new Error("the target is not on the page");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Returns where the middle of an edge lies on the page. */
  async middleOfEdge(id: string): Promise<[x: number, y: number]> {
    const path = this.page.locator(`[data-id="${id}"] .react-flow__edge-interaction`);
    const { x, y, width, height } = await path.evaluate((element) => element.getBoundingClientRect().toJSON());
    return [x + width / 2, y + height / 2];
  }

  /** Returns a point of the canvas; the shares run from 0 to 1 from its top left corner. */
  async onCanvas(across: number, down: number): Promise<Point> {
    const box = await this.page.getByTestId("canvas").boundingBox();
    if (box === null) throw new Error("the canvas is not on the page");
    return { x: box.x + box.width * across, y: box.y + box.height * down };
  }

  /** Drags with the mouse; `before` runs while the button is still down. */
  async drag(
    from: Locator | Point,
    to: Locator | Point,
    before: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const start = "x" in from ? from : await this.middleOf(from);
    const end = "x" in to ? to : await this.middleOf(to);
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + 10, start.y + 6, { steps: 3 });
    await mouse.move(end.x, end.y, { steps: 10 });
    await before();
    await mouse.up();
  }

  async dragKind(kind: string, search: string, to: Point): Promise<void> {
    await this.page.getByTestId("palette-search").fill(search);
    await this.drag(this.page.getByTestId(`palette-item-${kind}`), to);
    await this.page.getByTestId("palette-search").fill("");
  }
}
