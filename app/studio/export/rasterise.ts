import type { Picture } from "@/app/picture/draw-graph.ts";

// What every browser draws: a larger canvas stays empty without a word.
const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 16_000;

/** Draws a picture as PNG, at twice its size where the browser can hold that. */
export async function rasterise({ svg, width, height }: Picture): Promise<Blob> {
  const scale = Math.min(2, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser has no canvas to draw on.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("The browser could not make a PNG of this size; export as SVG instead.");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
