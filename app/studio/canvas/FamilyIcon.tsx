import {
  Activity,
  Bell,
  Binary,
  CalendarClock,
  CandlestickChart,
  CircleHelp,
  DoorOpen,
  GitCompareArrows,
  Layers,
  type LucideIcon,
  Package,
  PieChart,
  Scale,
  ShieldAlert,
  ShoppingCart,
  Sigma,
  Split,
} from "lucide-react";
import type { Family } from "@/graph-runtime/nodes/family.ts";

const icons: Readonly<Partial<Record<Family, LucideIcon>>> = {
  market: CandlestickChart,
  values: Binary,
  indicators: Activity,
  math: Sigma,
  compare: GitCompareArrows,
  logic: Split,
  state: Layers,
  time: CalendarClock,
  sizing: Scale,
  orders: ShoppingCart,
  exits: DoorOpen,
  risk: ShieldAlert,
  portfolio: PieChart,
  alerts: Bell,
  blocks: Package,
};

export function FamilyIcon({ family, size = 16 }: { readonly family: Family | null; readonly size?: number }) {
  const Icon = (family === null ? undefined : icons[family]) ?? CircleHelp;
  return <Icon size={size} aria-hidden="true" className="shrink-0" style={{ color: familyColor(family) }} />;
}

export function familyColor(family: Family | null): string {
  return family === null ? "var(--color-line)" : `var(--family-${family}, var(--color-accent))`;
}
