/** Returns a function that works each answer out once. For few different questions: it forgets nothing. */
export function remembered<Question, Answer extends NonNullable<unknown>>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const found = known.get(question) ?? answer(question);
    known.set(question, found);
    return found;
  };
}
