"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/ui/Button.tsx";
import { Field } from "@/app/ui/Field.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { Select } from "@/app/ui/Select.tsx";
import { Textarea } from "@/app/ui/Textarea.tsx";
import type { Block } from "@/graph-runtime/graph/document.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { PortShape } from "../canvas/PortShape.tsx";
import { KnobList } from "../inspector/KnobList.tsx";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { addBlockPort, removeBlockPort, renameBlock, renameBlockPort, usesOf } from "./edit-block.ts";
import { openBlock } from "./scope.ts";

/** The block that is open, shown while no node is selected: its name, its ports and its parameters. */
export function BlockInspector() {
  const store = useStudioStore();
  const block = useStudio((state) => openBlock(state.root, state.scope));
  const uses = useStudio((state) => usesOf(state.root, state.scope.at(-1)?.block ?? ""));
  if (block === undefined) return null;
  const { dispatch } = store.getState();
  return (
    <div className="grid content-start gap-5 p-4" data-testid="block-inspector">
      <header className="grid gap-1">
        <h2 className="flex items-center gap-2 font-semibold text-base">
          Block <span className="version-chip">v{block.version}</span>
        </h2>
        <p className="text-muted text-xs">
          {uses === 1
            ? "One node is linked to this block."
            : `${uses} nodes are linked to this block: an edit changes all of them.`}
        </p>
      </header>
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            data-testid="block-title"
            maxLength={120}
            value={block.title}
            onChange={(event) => dispatch(renameBlock(block.id, { title: event.target.value }))}
          />
        )}
      </Field>
      <Field label="What it does">
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={block.description ?? ""}
            onChange={(event) =>
              dispatch(renameBlock(block.id, { title: block.title, description: event.target.value }))
            }
          />
        )}
      </Field>
      <BlockPorts block={block} side="inputs" />
      <BlockPorts block={block} side="outputs" />
      <KnobList />
    </div>
  );
}

const types: readonly { readonly type: PortType; readonly label: string }[] = [
  { type: "number", label: "Number" },
  { type: "boolean", label: "Condition" },
  { type: "event", label: "Event" },
  { type: "size", label: "Size" },
];

function BlockPorts({ block, side }: { readonly block: Block; readonly side: "inputs" | "outputs" }) {
  const store = useStudioStore();
  const version = useStudio((state) => state.scope.at(-1)?.version ?? block.version);
  const [type, setType] = useState<PortType>("number");
  const { dispatch } = store.getState();
  const title = side === "inputs" ? "Inputs" : "Outputs";
  const one = side === "inputs" ? "input" : "output";
  return (
    <section aria-label={title} className="grid gap-2 border-t pt-4">
      <h3 className="font-medium text-xs">{title}</h3>
      {block[side].map((port) => (
        <div key={port.id} className="flex items-center gap-2">
          <PortShape type={port.type} filled size={11} />
          <Input
            aria-label={`Name of the ${one} ${port.label}`}
            data-testid={`block-${one}-${port.id}`}
            maxLength={120}
            value={port.label}
            onChange={(event) => dispatch(renameBlockPort(block.id, side, { id: port.id, label: event.target.value }))}
          />
          <IconButton
            size="sm"
            label={`Remove the ${one} ${port.label}`}
            onClick={() => dispatch(removeBlockPort(block.id, side, { id: port.id, version }))}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      <div className="flex gap-2">
        <Select
          aria-label={`Type of a new ${one}`}
          value={type}
          onChange={(event) => setType(types.find((choice) => choice.type === event.target.value)?.type ?? "number")}
        >
          {types.map((choice) => (
            <option key={choice.type} value={choice.type}>
              {choice.label}
            </option>
          ))}
        </Select>
        <Button
          size="sm"
          onClick={() =>
            dispatch(addBlockPort(block.id, side, { label: one === "input" ? "Input" : "Output", type, version }))
          }
        >
          <Plus size={14} /> Add
        </Button>
      </div>
    </section>
  );
}
