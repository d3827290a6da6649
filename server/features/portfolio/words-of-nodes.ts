import { type TestResult, tellsNodes } from "./dto.ts";

/** Members may be somebody else's, and sealed: such remarks keep their title only. A strategy of one's own tells the rest in its backtest. */
export function withoutWordsOfNodes(result: TestResult): TestResult {
  const members = result.members.map((member) => ({
    ...member,
    critique: member.critique.map((remark) => (tellsNodes.has(remark.id) ? { ...remark, message: null } : remark)),
  }));
  return { ...result, members };
}
