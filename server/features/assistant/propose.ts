import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { describeGraph, instructions } from "./instructions.ts";
import type { AskModel, Message } from "./language-model.ts";
import { applyProposal, Proposal } from "./proposal.ts";

export type Proposed = {
  /** The changed strategy, which compiles; null where none was found. */
  readonly document: GraphDocument | null;
  readonly explanation: string;
  /** What was wrong with the last answer; empty where it compiles. */
  readonly problems: readonly string[];
  readonly repairs: number;
};

/** The most times that an answer which does not compile is sent back. */
export const MOST_REPAIRS = 3;
const mostProblemsTold = 12;

/** Asks a model for changes, compiles them, and sends back what is wrong until they compile or it has had its chances. */
export async function propose(ask: AskModel, document: GraphDocument, request: string): Promise<Proposed> {
  const messages: Message[] = [
    { role: "user", text: `The strategy:\n${describeGraph(document)}\n\nThe trader asks:\n${request}` },
  ];
  let explanation = "";
  let problems: readonly string[] = [];
  for (let repairs = 0; repairs <= MOST_REPAIRS; repairs++) {
    const answer = await ask(instructions(), messages);
    const tried = attempt(document, answer);
    explanation = tried.explanation ?? explanation;
    problems = tried.problems;
    if (tried.document !== null) return { document: tried.document, explanation, problems: [], repairs };
    const told = problems.slice(0, mostProblemsTold).map((problem) => `- ${problem}`);
    messages.push(
      { role: "assistant", text: answer },
      {
        role: "user",
        text: `That does not work:\n${told.join("\n")}\nAnswer again with all changes, from the strategy as it was.`,
      },
    );
  }
  return { document: null, explanation, problems, repairs: MOST_REPAIRS };
}

type Attempt = {
  readonly document: GraphDocument | null;
  readonly explanation: string | null;
  readonly problems: readonly string[];
};

function attempt(document: GraphDocument, answer: string): Attempt {
  const json = readJson(answer);
  if (json === null) return { document: null, explanation: null, problems: ["The answer is not a JSON object."] };
  const parsed = Proposal.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "answer"}: ${issue.message}`);
    return { document: null, explanation: null, problems };
  }
  const { explanation } = parsed.data;
  const applied = applyProposal(document, parsed.data);
  const read = readDocument(applied.document);
  const compiled = read.document === null ? read.diagnostics : compile(read.document).diagnostics;
  const errors = compiled.filter((diagnostic) => diagnostic.severity === "error");
  const problems = [
    ...applied.problems,
    ...errors.map(({ message, nodeId }) => (nodeId === undefined ? message : `Node "${nodeId}": ${message}`)),
  ];
  return { document: problems.length === 0 ? read.document : null, explanation, problems };
}

/** Reads the JSON object of an answer, also where words or a code fence stand around it. */
function readJson(answer: string): unknown {
  const start = answer.indexOf("{");
  const end = answer.lastIndexOf("}");
  if (start < 0 || end < start) return null;
  try {
    return JSON.parse(answer.slice(start, end + 1)) as unknown;
  } catch {
    return null;
  }
}
