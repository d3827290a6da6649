import { drawChanges } from "@/app/picture/draw-changes.ts";
import { drawGraph } from "@/app/picture/draw-graph.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import { listProgram } from "@/graph-runtime/compiler/list-program.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import type { Answer, Question } from "./question.ts";
import { readFragmentText } from "./read-fragment.ts";
import { sayWords } from "./say-words.ts";
import { summarise } from "./summarise.ts";

/** Answers in the Web Worker. */
export function answerQuestion(question: Question): Answer {
  switch (question.kind) {
    case "document":
      return readDocument(question.json);
    case "fragment":
      return readFragmentText(question.text);
    case "listing":
      return listProgram(question.document);
    case "picture":
      return drawGraph(question.document, question.theme);
    case "changes": {
      const { before, after, theme } = question;
      return { picture: drawChanges(before, after, theme), rules: explain(after) };
    }
    case "words":
      return sayWords();
    case "summaries":
      return question.documents.map((document) => summarise(document));
  }
}
