"use client";
import { useEffect } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { titleOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio } from "../store/StudioContext.tsx";
import type { GateCount } from "./preview-messages.ts";
import { usePreview } from "./preview-store.ts";

/** How often each condition let the strategy pass, held it back, or was not known: where the trades are lost. */
export function GatesPanel() {
  const gates = usePreview((state) => state.gates);
  const ask = usePreview((state) => state.askGates);
  const lane = usePreview((state) => state.lane);
  const result = usePreview((state) => state.result);
  // External system: the preview worker, asked anew with every result.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result means other counts
  useEffect(() => ask?.(lane), [ask, lane, result]);
  if (result === null) return <p className="p-4 text-muted text-sm">The counts appear with the first preview.</p>;
  if (gates.length === 0) return <p className="p-4 text-muted text-sm">This strategy has no conditions.</p>;
  return (
    <table className="w-full max-w-4xl text-sm" data-testid="gates">
      <thead>
        <tr className="text-left text-2xs text-faint">
          <th className="px-4 pt-3 pb-1 font-medium">Condition</th>
          <th className="w-1/2 font-medium">Bars</th>
          <th className="pr-4 text-right font-medium">True</th>
          <th className="pr-4 text-right font-medium">False</th>
          <th className="pr-4 text-right font-medium">Unknown</th>
          <th
            className="pr-4 text-right font-medium"
            title="Bars on which this condition was what kept an order from firing"
          >
            Held back
          </th>
        </tr>
      </thead>
      <tbody>
        {gates.map((gate) => (
          <GateRow key={`${gate.nodeId}:${gate.label}`} gate={gate} />
        ))}
      </tbody>
    </table>
  );
}

function GateRow({ gate }: { readonly gate: GateCount }) {
  const focus = useFocusNode();
  const { integer, percent } = useFormat();
  const name = useStudio((state) => {
    const node = indexOf(state.root).nodes.get(gate.nodeId);
    return node === undefined ? gate.nodeId : titleOf(node, state.root);
  });
  const summary = usePreview((state) => state.summaries.get(gate.nodeId) ?? "");
  const total = Math.max(1, gate.isTrue + gate.isFalse + gate.isUnknown);
  const share = (part: number): string => `${(part / total) * 100}%`;
  return (
    <tr className="hover:bg-hover">
      <td className="max-w-64 px-4 py-1">
        <button
          type="button"
          className="block max-w-full truncate text-left hover:underline"
          onClick={() => focus(gate.nodeId)}
        >
          {name} <span className="text-muted text-xs">{summary}</span>
        </button>
      </td>
      <td>
        <span
          className="flex h-2.5 overflow-hidden rounded-sm bg-sunken"
          role="img"
          aria-label={`true on ${percent(gate.isTrue / total, 1)} of the bars`}
        >
          <span className="bg-profit" style={{ width: share(gate.isTrue) }} />
          <span className="bg-active" style={{ width: share(gate.isFalse) }} />
          <span className="gate-unknown" style={{ width: share(gate.isUnknown) }} />
        </span>
      </td>
      <td className="figure pr-4 text-right">{integer(gate.isTrue)}</td>
      <td className="figure pr-4 text-right text-muted">{integer(gate.isFalse)}</td>
      <td className="figure pr-4 text-right text-muted">{integer(gate.isUnknown)}</td>
      <td className="figure pr-4 text-right font-medium">{integer(gate.heldBack)}</td>
    </tr>
  );
}
