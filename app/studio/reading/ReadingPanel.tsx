"use client";
import { Crosshair } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { RuleReading } from "@/graph-runtime/compiler/explain.ts";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { usePreview } from "../preview/preview-store.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { SentenceNumber } from "./SentenceNumber.tsx";

/** The strategy in plain words, one sentence per rule; its numbers are edited where they stand. */
export function ReadingPanel() {
  const sentences = usePreview((state) => state.sentences);
  const warmup = usePreview((state) => state.warmup);
  const isEmpty = useStudio((state) => state.root.nodes.length === 0);
  if (sentences.length === 0) {
    return (
      <p className="p-4 text-muted text-sm">
        {isEmpty
          ? "Nothing to read yet: the canvas is empty."
          : "Add an Enter or Exit block: the strategy then reads as text."}
      </p>
    );
  }
  return (
    <div className="max-w-4xl p-4" data-testid="reading">
      <ol className="grid list-decimal gap-2 pl-5 text-base marker:text-faint">
        {sentences.map((sentence, index) => (
          // A rule's place among the node's rules is its identity: an input keeps the focus while its number changes.
          <Sentence key={`${sentence.nodeId}:${ruleOfNode(sentences, index)}`} sentence={sentence} />
        ))}
      </ol>
      {warmup > 0 ? (
        <p className="mt-3 text-faint text-xs">
          The first {warmup} bars only warm up: nothing is known before, so nothing acts.
        </p>
      ) : null}
    </div>
  );
}

function Sentence({ sentence }: { readonly sentence: RuleReading }) {
  const focus = useFocusNode();
  return (
    <li className="leading-7">
      {sentence.parts.map((part, index) => {
        const { number } = part;
        const key = `${index}:${number === undefined ? "" : `${number.nodeId}.${number.param}`}`;
        return number === undefined ? (
          <span key={key}>{part.text}</span>
        ) : (
          <SentenceNumber
            key={key}
            number={number}
            text={part.text}
            testId={`sentence-${number.nodeId}-${number.param}`}
          />
        );
      })}{" "}
      <IconButton
        size="sm"
        label="Show the block of this rule"
        className="align-middle"
        onClick={() => focus(sentence.nodeId)}
      >
        <Crosshair size={13} />
      </IconButton>
    </li>
  );
}

function ruleOfNode(sentences: readonly RuleReading[], index: number): number {
  return sentences.slice(0, index).filter((other) => other.nodeId === sentences[index]?.nodeId).length;
}
