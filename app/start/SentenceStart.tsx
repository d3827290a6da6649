"use client";
import { ArrowRight } from "lucide-react";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { z } from "zod";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import {
  LONGEST_SENTENCE,
  type UnderstoodSentence,
  understandSentence,
} from "@/graph-runtime/sentence/understand-sentence.ts";
import { useCreateStrategy } from "../templates/use-create-strategy.ts";
import { Button } from "../ui/Button.tsx";
import { Textarea } from "../ui/Textarea.tsx";
import { ReadWords } from "./ReadWords.tsx";

// zod's probe for generated code would trip the content security policy.
z.config({ jitless: true });

const EXAMPLES = [
  "Buy when the 10 day average crosses above the 30 day, sell on the reverse, stop 5 %",
  "Buy when RSI(2) falls below 10 and the price is above the 200 day average, sell when RSI(2) rises above 60",
  "Risk 1 % of equity per trade. Buy when the price breaks the 55 day high, sell when it breaks the 20 day low. Stop 2 ATR",
  "Buy when the price closes below the lower Bollinger band, sell at the middle band or after 10 days",
];

/** Reads a strategy from what is typed, and shows at once how it was understood and what was not. */
export function SentenceStart() {
  const [text, setText] = useState("");
  const id = useId();
  const create = useCreateStrategy();
  const read = useDeferredValue(text);
  const understood = useMemo(() => understandSentence(read), [read]);
  const { document } = understood;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <label htmlFor={id} className="sr-only">
          Your strategy in a sentence
        </label>
        <Textarea
          id={id}
          value={text}
          maxLength={LONGEST_SENTENCE}
          placeholder={EXAMPLES[0]}
          className="min-h-24 text-base leading-7"
          data-testid="sentence"
          onChange={(event) => setText(event.target.value)}
        />
        {text === "" ? <Examples onChoose={setText} /> : null}
      </div>
      {read.trim() === "" ? null : <Understood sentence={understood} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          disabled={document === null}
          busy={create.isPending || create.isSuccess}
          data-testid="create-from-sentence"
          onClick={() => {
            if (document !== null) create.mutate({ document });
          }}
        >
          Build it on the canvas
          <ArrowRight size={15} aria-hidden="true" />
        </Button>
        {create.isError ? (
          <p role="alert" className="text-danger text-sm">
            It was not created: {create.error.message}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Examples({ onChoose }: { readonly onChoose: (text: string) => void }) {
  return (
    <ul className="grid gap-1" aria-label="Examples">
      {EXAMPLES.map((example) => (
        <li key={example}>
          <button
            type="button"
            className="rounded-md px-2 py-1 text-left text-muted text-sm hover:bg-hover hover:text-text"
            onClick={() => onChoose(example)}
          >
            {example}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Understood({ sentence }: { readonly sentence: UnderstoodSentence }) {
  const { document, words, notes } = sentence;
  const rules = useMemo(() => (document === null ? [] : explain(document)), [document]);
  const problems = useMemo(
    () => (document === null ? [] : compile(document).diagnostics.filter(({ code }) => code !== "input.missing")),
    [document],
  );
  return (
    <div className="grid gap-3 rounded-md bg-sunken p-3" data-testid="understood">
      <ReadWords words={words} />
      {rules.length === 0 ? (
        <p className="text-muted text-sm">No rule yet. Begin with “buy when ...”.</p>
      ) : (
        <ol className="grid list-decimal gap-1 pl-5 text-sm marker:text-faint" aria-label="Understood as">
          {rules.map((rule) => (
            <li key={`${rule.nodeId}:${rule.text}`}>{rule.text}</li>
          ))}
        </ol>
      )}
      {notes.length + problems.length === 0 ? null : (
        <ul className="grid gap-1 text-muted text-xs" aria-label="Notes">
          {[...notes, ...problems.map((problem) => problem.message)].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
