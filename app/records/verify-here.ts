import { type ChainProblem, verifyMarks } from "@/graph-runtime/analytics/record/mark-chain.ts";
import type { PublicRecordsDto, RecordDto } from "@/server/features/record/dto.ts";

type Version = PublicRecordsDto["versions"][number];

/** Computes every hash of a version's record again, and holds it against what was said of the version. */
export function verifyHere(said: Version, { versionId, line, sealHash, marks }: RecordDto): readonly ChainProblem[] {
  const problems = [...verifyMarks({ versionId, line, sealHash }, marks)];
  const last = marks.at(-1);
  const report = (problem: string) => problems.push({ sequence: last?.sequence ?? 0, problem });
  if (versionId !== said.versionId) report("is of another version");
  if (sealHash !== said.sealHash) report("continues another seal than the one that this page shows");
  if (last !== undefined && marks.length === said.marks && last.hash !== said.head)
    report("has another hash than the one that this page shows");
  if (marks.length < said.marks) report(`is the last of ${marks.length}, and ${said.marks} were said to be there`);
  return problems;
}
