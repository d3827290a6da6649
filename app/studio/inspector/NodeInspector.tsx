"use client";
import { useId } from "react";
import { Input } from "@/app/ui/Input.tsx";
import { FAMILY_TITLES } from "@/graph-runtime/nodes/family.ts";
import { BlockLink } from "../blocks/BlockLink.tsx";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import { setLabel } from "../commands/edit-node.ts";
import type { Kind } from "../kinds/kind.ts";
import { useKindHelp } from "../kinds/kind-help.ts";
import { useKindWords, wordsOf } from "../kinds/kind-words.ts";
import { isShown } from "../kinds/param-field.ts";
import { ProblemItem } from "../problems/ProblemItem.tsx";
import { definitionOf, resolvedParams } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { ConnectionList } from "../wiring/ConnectionList.tsx";
import { ExampleChart } from "./ExampleChart.tsx";
import { ParamRow } from "./ParamRow.tsx";

/** Everything about one node: its parameters, its connections, its problems, and what its kind does. */
export function NodeInspector({ nodeId }: { readonly nodeId: string }) {
  const store = useStudioStore();
  const id = useId();
  const node = useStudio((state) => indexOf(state.document).nodes.get(nodeId));
  const parameters = useStudio((state) => state.document.parameters);
  const blocks = useStudio((state) => state.document.blocks);
  const problems = useStudio((state) => state.diagnosticsOfNode.get(nodeId));
  const help = useKindHelp(node?.kind ?? "", node?.version ?? 0);
  if (node === undefined) return null;
  const definition = definitionOf(node, { blocks });
  if (definition === undefined) {
    return (
      <div className="grid gap-2 p-4">
        <h2 className="font-semibold text-base">{node.kind}</h2>
        <p className="text-muted text-sm">
          This version does not know the block {node.kind} (version {node.version}). It is kept as it is: nothing of it
          is lost when you save.
        </p>
      </div>
    );
  }
  const params = resolvedParams({ ...store.getState().document, parameters, blocks }, node);
  const fields = definition.fields.filter((field) => isShown(field, params));
  return (
    <div className="grid content-start gap-5 p-4">
      <header className="grid gap-2">
        <p className="flex items-center gap-2 text-muted text-xs">
          <FamilyIcon family={definition.meta.family} size={14} />
          {FAMILY_TITLES[definition.meta.family]} · {definition.meta.title}
        </p>
        <label htmlFor={id} className="sr-only">
          Name of the node
        </label>
        <Input
          id={id}
          data-testid="node-label"
          placeholder={definition.meta.title}
          value={node.label ?? ""}
          maxLength={120}
          onChange={(event) => store.getState().dispatch(setLabel(nodeId, event.target.value))}
        />
      </header>
      {problems === undefined ? null : (
        <ul className="grid gap-2">
          {problems.map((problem) => (
            <ProblemItem key={`${problem.code}${problem.path}${problem.message}`} problem={problem} />
          ))}
        </ul>
      )}
      <BlockLink nodeId={nodeId} />
      {fields.length === 0 ? null : (
        <section aria-label="Parameters" className="grid gap-4">
          {fields.map((field) => (
            <ParamRow key={`${nodeId}:${field.key}`} nodeId={nodeId} field={field} help={help?.fields[field.key]} />
          ))}
        </section>
      )}
      <ConnectionList nodeId={nodeId} />
      <section aria-label="What it does" className="grid gap-1.5 border-t pt-4 text-muted text-xs leading-5">
        <KindSummary kind={definition} />
        {help?.reference === undefined ? null : <p className="text-faint">{help.reference}</p>}
        {help === undefined ? null : <ExampleChart kind={definition} help={help} />}
      </section>
    </div>
  );
}

function KindSummary({ kind }: { readonly kind: Kind }) {
  useKindWords();
  return <p>{wordsOf(kind).summary}</p>;
}
