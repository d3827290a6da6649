import {
  Bell,
  Boxes,
  ChartCandlestick,
  Database,
  FlaskConical,
  Grid3x3,
  House,
  Landmark,
  LayoutTemplate,
  ListOrdered,
  type LucideIcon,
  Radio,
  Settings,
  ShieldCheck,
  Store,
} from "lucide-react";

export type Destination = {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Words under which the command palette finds it. */
  readonly keywords: readonly string[];
};
export type DestinationGroup = { readonly label: string | null; readonly items: readonly Destination[] };

const home = { href: "/home", label: "Home", icon: House, keywords: ["overview", "dashboard"] };
const strategies = { href: "/strategies", label: "Strategies", icon: ChartCandlestick, keywords: ["graph", "canvas"] };
const marketplace = { href: "/marketplace", label: "Marketplace", icon: Store, keywords: ["listings", "subscribe"] };
const runs = { href: "/runs", label: "Runs", icon: Radio, keywords: ["paper", "live", "subscriptions"] };

/** The pages of the shell, in the order of the work: build, share, run. */
export const destinationGroups: readonly DestinationGroup[] = [
  { label: null, items: [home] },
  {
    label: "Build",
    items: [
      strategies,
      { href: "/templates", label: "Templates", icon: LayoutTemplate, keywords: ["gallery", "new", "start"] },
      { href: "/backtests", label: "Backtests", icon: FlaskConical, keywords: ["results", "history"] },
      { href: "/sweeps", label: "Sweeps", icon: Grid3x3, keywords: ["parameters", "optimise", "grid"] },
      { href: "/queue", label: "Queue", icon: ListOrdered, keywords: ["jobs", "waiting", "progress", "cancel"] },
      { href: "/data", label: "Data", icon: Database, keywords: ["datasets", "prices"] },
    ],
  },
  {
    label: "Share",
    items: [marketplace, { href: "/baskets", label: "Baskets", icon: Boxes, keywords: ["portfolio", "publish"] }],
  },
  {
    label: "Run",
    items: [
      runs,
      { href: "/brokers", label: "Brokers", icon: Landmark, keywords: ["accounts", "zerodha", "alpaca", "live"] },
    ],
  },
];

export const settingsDestination: Destination = {
  href: "/settings",
  label: "Settings",
  icon: Settings,
  keywords: ["profile", "password", "team", "api keys", "appearance"],
};
export const alertsDestination: Destination = {
  href: "/alerts",
  label: "Alerts",
  icon: Bell,
  keywords: ["notifications", "bell", "unread"],
};
export const adminDestination: Destination = {
  href: "/admin",
  label: "Admin",
  icon: ShieldCheck,
  keywords: ["jobs", "queue", "audit"],
};

/** The four that have a place of their own in the bar at the bottom of a phone. */
export const thumbDestinations: readonly Destination[] = [home, strategies, marketplace, runs];

export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
