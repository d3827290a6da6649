import { recordForTeam } from "../../audit/record.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { readDraftDocument } from "../strategies/service.ts";
import type { AskAssistant, AssistantAnswer } from "./dto.ts";
import { languageModel, type ModelSettings } from "./language-model.ts";
import { propose } from "./propose.ts";

/** Returns how the model is reached, or null where none is configured. */
function settings(): ModelSettings | null {
  const { ASSISTANT_URL: url, ASSISTANT_API_KEY: key, ASSISTANT_MODEL: model, ASSISTANT_PROTOCOL: protocol } = env();
  if (url === undefined || key === undefined || model === undefined) return null;
  return { url, key, model, protocol };
}

export function hasAssistant(): boolean {
  return settings() !== null;
}

/** Asks the model for changes to a strategy. Nothing is saved or run: what comes back is shown, and the user decides. */
export async function askAssistant(ctx: Context, input: AskAssistant): Promise<AssistantAnswer> {
  const configured = settings();
  if (configured === null)
    throw new AppError("not-possible-now", {
      message: "This installation has no assistant (ASSISTANT_URL is not set).",
    });
  const document = readDraftDocument(input.document);
  const answer = await propose(languageModel(configured), document, input.request);
  await ctx.db.$transaction((tx) =>
    recordForTeam(tx, ctx, "assistant.asked", {
      model: configured.model,
      repairs: answer.repairs,
      compiles: answer.document !== null,
    }),
  );
  return answer;
}
