import { useEffect, useState } from "react";
import { ask } from "./ask.ts";
import type { Answer, Question } from "./question.ts";

/** Returns the worker's answer to a question (the same object while it is the same question), the one before it until then. */
export function useAnswer<Asked extends Question>(question: Asked | null): Answer<Asked["kind"]> | null {
  const [answer, setAnswer] = useState<Answer<Asked["kind"]> | null>(null);
  // External system: the Web Worker.
  useEffect(() => {
    if (question === null) return;
    let isCurrent = true;
    ask(question).then(
      (next) => {
        if (isCurrent) setAnswer(() => next);
      },
      () => undefined, // the worker was closed with the studio
    );
    return () => {
      isCurrent = false;
    };
  }, [question]);
  return answer;
}
