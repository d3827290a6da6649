import type { Family } from "@/graph-runtime/nodes/family.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";

export type PictureTheme = "light" | "dark";

// A picture stands alone, so the tokens of the style sheet are written out. A test holds both equal.
const pairs = {
  canvas: ["#f5f6f8", "#0f1115"],
  node: ["#ffffff", "#171a21"],
  border: ["#dfe3ea", "#2b313c"],
  line: ["#838c9b", "#616c7e"],
  text: ["#14181f", "#e6e9ef"],
  muted: ["#515c6d", "#9aa4b2"],
  faint: ["#626c7c", "#868f9e"],
  accent: ["#4653d3", "#8b9bff"],
  profit: ["#0a7065", "#2dd4bf"],
  loss: ["#c2410c", "#ff8562"],
  warning: ["#8f5a00", "#f0b849"],
} as const;

const ports: Readonly<Record<PortType, readonly [light: string, dark: string]>> = {
  number: ["#2563eb", "#60a5fa"],
  boolean: ["#15803d", "#4ade80"],
  event: ["#b45309", "#fbbf24"],
  instrument: ["#6d28d9", "#a78bfa"],
  universe: ["#0e7490", "#22d3ee"],
  weights: ["#a21caf", "#e879f9"],
  legs: ["#be185d", "#f472b6"],
  position: ["#b91c1c", "#f87171"],
  size: ["#4d7c0f", "#a3e635"],
  model: ["#0f766e", "#5eead4"],
};

const families: Readonly<Record<Family, readonly [light: string, dark: string]>> = {
  market: ["#0369a1", "#7dd3fc"],
  values: ["#475569", "#94a3b8"],
  indicators: ["#2563eb", "#60a5fa"],
  math: ["#4f46e5", "#a5b4fc"],
  compare: ["#15803d", "#4ade80"],
  logic: ["#0f766e", "#5eead4"],
  state: ["#7e22ce", "#d8b4fe"],
  time: ["#a16207", "#fde047"],
  sizing: ["#4d7c0f", "#bef264"],
  orders: ["#b45309", "#fbbf24"],
  exits: ["#be123c", "#fda4af"],
  risk: ["#b91c1c", "#f87171"],
  portfolio: ["#a21caf", "#e879f9"],
  alerts: ["#c2410c", "#fdba74"],
  blocks: ["#0e7490", "#67e8f9"],
};

export type PictureInk = keyof typeof pairs;

/** The colours of one theme. */
export function picturePalette(theme: PictureTheme) {
  const index = theme === "light" ? 0 : 1;
  return {
    ink: (name: PictureInk): string => pairs[name][index],
    port: (type: PortType | null): string => (type === null ? pairs.line : ports[type])[index],
    family: (family: Family | null): string => (family === null ? pairs.line : families[family])[index],
  };
}
