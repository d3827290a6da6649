import { z } from "zod";
import type { GraphDocument, GraphDocumentInput } from "@/graph-runtime/graph/document.ts";

export const AskAssistant = z.strictObject({
  request: z.string().trim().min(1).max(4_000),
  document: z.custom<GraphDocumentInput>((value) => typeof value === "object" && value !== null, {
    message: "expected a strategy document (an object)",
  }),
});
export type AskAssistant = z.infer<typeof AskAssistant>;

/** `document` compiles, and is null where the assistant found nothing that does. */
export type AssistantAnswer = {
  readonly document: GraphDocument | null;
  readonly explanation: string;
  readonly problems: readonly string[];
  readonly repairs: number;
};
