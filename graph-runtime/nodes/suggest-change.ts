import type { Fix, Patch } from "../core/diagnostic.ts";
import type { GraphDocument, GraphNode } from "../graph/document.ts";
import { entryCooldown } from "./kinds/risk/entry-cooldown.ts";
import { maxDrawdown } from "./kinds/risk/max-drawdown.ts";

/** What is read of a remark of the critique. */
type Remark = {
  readonly id: string;
  readonly severity: "info" | "warning" | "serious";
  readonly numbers: Readonly<Record<string, number>>;
};

type Suggest = (document: GraphDocument, finding: Remark) => Fix | null;

const setting = (path: string, value: unknown): Patch => ({ op: "set", path: `/settings/execution/${path}`, value });

/** A guard needs no wire: it watches the whole run. None is added where the strategy has one of its kind. */
function guard(document: GraphDocument, node: GraphNode, label: string): Fix | null {
  const isThere = document.nodes.some(({ id, kind }) => id === node.id || kind === node.kind);
  return isThere ? null : { label, patch: [{ op: "add", path: "/nodes/-", value: node }] };
}

const pause: Suggest = (document) => {
  const { kind, version } = entryCooldown;
  const node = { id: "pause-after-exit", kind, version, params: { bars: 10, after: "any" } };
  return guard(document, node, "Add a pause of 10 bars after each trade");
};

const halt =
  (percentOf: (finding: Remark) => number): Suggest =>
  (document, finding) => {
    const percent = Math.min(100, Math.max(1, Math.round(percentOf(finding))));
    const { kind, version } = maxDrawdown;
    const node = { id: "halt-in-drawdown", kind, version, params: { percent } };
    return guard(document, node, `Add a halt of new entries at a drawdown of ${percent} %`);
  };

/** The findings that a change of the strategy can answer, by their ids. */
const SUGGESTIONS: Readonly<Record<string, Suggest>> = {
  "look-ahead": () => ({ label: "Fill at the next bar's open", patch: [setting("fill", "next-open")] }),
  "denied-orders": ({ settings: { execution } }) =>
    execution.beyondBuyingPower === "shrink"
      ? null
      : { label: "Make orders smaller until they fit", patch: [setting("beyondBuyingPower", "shrink")] },
  "ambiguous-bars-matter": ({ settings: { execution } }) =>
    execution.intrabar === "pessimistic"
      ? null
      : { label: "Take whatever hurts the position first", patch: [setting("intrabar", "pessimistic")] },
  capacity: ({ settings: { execution } }) =>
    execution.participationPercent === undefined
      ? { label: "Trade at most 10 % of a bar's volume", patch: [setting("participationPercent", 10)] }
      : null,
  leverage: ({ settings: { execution } }) =>
    execution.leverage > 1 ? { label: "Hold no more than the equity", patch: [setting("leverage", 1)] } : null,
  "costs-eat-profit": pause,
  "crisis-windows": (document, finding) => (finding.severity === "info" ? null : halt(() => 20)(document, finding)),
  "lucky-path": halt(({ numbers }) => 100 * (numbers["worstOfTwenty"] ?? 0.3)),
};

/** Returns the change of the strategy that answers a remark of the critique, ready to be applied; null where there is none. */
export function suggestChange(document: GraphDocument, finding: Remark): Fix | null {
  return SUGGESTIONS[finding.id]?.(document, finding) ?? null;
}
