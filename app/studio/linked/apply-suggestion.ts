import { readFindings } from "@/app/backtests/read-stored.ts";
import type { useTRPCClient } from "@/app/trpc/context.ts";
import { toast } from "@/app/ui/toast.ts";
import { ask } from "../asking/ask.ts";
import { applyFix } from "../commands/apply-fix.ts";
import { replaceDocument } from "../commands/settings.ts";
import type { StudioStore } from "../store/studio-store.ts";
import type { StudioLink } from "./read-link.ts";

type Suggestion = NonNullable<StudioLink["suggestion"]>;

/** Applies the change that a result's critique suggested, unless the draft was edited meanwhile. */
export async function applySuggestion(
  store: StudioStore,
  client: ReturnType<typeof useTRPCClient>,
  { backtestId, findingId }: Suggestion,
): Promise<void> {
  const { critique } = await client.backtests.get.query({ id: backtestId });
  const fix = readFindings(critique).find(({ id }) => id === findingId)?.fix;
  const { root } = store.getState();
  const json = fix === undefined ? null : applyFix(root, fix);
  const document = json === null ? null : (await ask({ kind: "document", json })).document;
  const present = store.getState();
  if (fix === undefined || document === null || present.root !== root) {
    toast("Nothing was changed", { description: "The draft no longer fits the suggestion." });
    return;
  }
  present.dispatch(replaceDocument(fix.label, document));
  toast.success(`Applied: ${fix.label}`, { action: { label: "Undo", onClick: store.getState().undo } });
}
