"use client";
import { useMutation } from "@tanstack/react-query";
import { Check, Sparkles, X } from "lucide-react";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import type { Picture } from "@/app/picture/draw-graph.ts";
import { useTheme } from "@/app/theme/use-theme.ts";
import { useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { Textarea } from "@/app/ui/Textarea.tsx";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { useAnswer } from "../asking/use-answer.ts";
import { replaceDocument } from "../commands/settings.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

/** Asks the configured language model for changes, and shows them as a ghost of the graph: nothing changes until they are accepted. */
export function AssistantDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const root = useStudio((state) => state.root);
  const [request, setRequest] = useState("");
  const [asked, setAsked] = useState<GraphDocument | null>(null);
  const ask = useMutation(trpc.assistant.propose.mutationOptions({ meta: { quiet: true } }));
  const send = (): void => {
    setAsked(root);
    ask.mutate({ request, document: root });
  };
  return (
    <Dialog
      open
      wide
      title="Ask the assistant"
      description="A language model proposes changes to this strategy. It sees the graph and what you write. It changes, runs and arms nothing: you accept or refuse."
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="grid gap-4">
        <Textarea
          aria-label="What should change?"
          data-testid="assistant-request"
          placeholder="Add a trend filter: only buy above the 200 day average"
          maxLength={4_000}
          value={request}
          onChange={(event) => setRequest(event.target.value)}
        />
        <div>
          <Button
            variant="primary"
            busy={ask.isPending}
            disabled={request.trim() === ""}
            data-testid="assistant-ask"
            onClick={send}
          >
            <Sparkles size={15} aria-hidden="true" />
            Propose changes
          </Button>
        </div>
        {ask.isError ? (
          <p role="alert" className="text-danger text-sm">
            {errorText(ask.error)}
          </p>
        ) : null}
        {ask.data === undefined || asked === null || ask.isPending ? null : (
          <Answer answer={ask.data} before={asked} isOutdated={asked !== root} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

type AnswerProps = {
  readonly answer: {
    readonly document: GraphDocument | null;
    readonly explanation: string;
    readonly problems: readonly string[];
    readonly repairs: number;
  };
  readonly before: GraphDocument;
  /** The strategy was changed since it was asked about. */
  readonly isOutdated: boolean;
  readonly onClose: () => void;
};

function Answer({ answer, before, isOutdated, onClose }: AnswerProps) {
  const store = useStudioStore();
  const { resolved: theme } = useTheme();
  const { document } = answer;
  const changes = useAnswer(
    useMemo(
      () => (document === null ? null : ({ kind: "changes", before, after: document, theme } as const)),
      [before, document, theme],
    ),
  );
  if (document === null) {
    return (
      <div className="grid gap-2 rounded-md bg-warning-soft p-3 text-sm" data-testid="assistant-failed">
        <p className="text-warning">
          No proposal that compiles, after {answer.repairs} repairs. What was wrong with the last one:
        </p>
        <ul className="grid list-disc gap-1 pl-5">
          {answer.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
    );
  }
  const accept = (): void => {
    const { dispatch, undo } = store.getState();
    dispatch({
      ...replaceDocument("Accept the assistant's changes", { ...document, name: before.name }),
      onWhole: true,
    });
    toast.success("The changes are in the draft", { action: { label: "Undo", onClick: undo } });
    onClose();
  };
  return (
    <div className="grid gap-3" data-testid="assistant-proposal">
      <p className="text-sm">{answer.explanation}</p>
      {changes === null ? null : <Ghost picture={changes.picture} />}
      <ol
        className="grid list-decimal gap-1 pl-5 text-sm marker:text-faint"
        aria-label="The strategy after the changes"
      >
        {(changes?.rules ?? []).map((rule) => (
          <li key={`${rule.nodeId}:${rule.text}`}>{rule.text}</li>
        ))}
      </ol>
      {isOutdated ? (
        <p className="text-sm text-warning">The strategy was changed meanwhile: ask again.</p>
      ) : (
        <div className="flex gap-2">
          <Button variant="primary" data-testid="assistant-accept" onClick={accept}>
            <Check size={15} aria-hidden="true" />
            Accept
          </Button>
          <Button data-testid="assistant-refuse" onClick={onClose}>
            <X size={15} aria-hidden="true" />
            Refuse
          </Button>
        </div>
      )}
    </div>
  );
}

/** The proposal drawn over the strategy as it is. */
function Ghost({ picture }: { readonly picture: Picture }) {
  return (
    <div className="max-h-80 overflow-auto rounded-md border bg-canvas">
      {/* biome-ignore lint/performance/noImgElement: drawn here and now; there is nothing to load */}
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`}
        alt="The graph with the proposed changes; the rules after them are below in words"
        width={picture.width}
        height={picture.height}
        className="h-auto max-w-full"
      />
    </div>
  );
}
