import { readFile } from "node:fs/promises";
import { verifyMarks } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { RecordDto } from "../../features/record/dto.ts";
import { type Command, UsageError } from "../command.ts";
import { parseOptions } from "../parse-options.ts";
import { SERVER_OPTIONS, SERVER_USAGE, serverOf } from "../server-access.ts";

export const verifyRecordCommand: Command = {
  name: "verify-record",
  usage: `verify-record <record.json | id of a listing> [${SERVER_USAGE}] [--json]`,
  summary: "computes every hash of a listing's record again, from a file or from a server",
  run: async (parameters) => {
    const options = parseOptions(
      parameters,
      { ...SERVER_OPTIONS, json: { type: "boolean" } },
      "a record or the id of a listing",
    );
    const server = serverOf(options);
    const { file } = options;
    const found =
      server === null ? await readJson(file) : await server.get(`/listings/${encodeURIComponent(file)}/record`);
    const record = readRecord(found);
    const problems = verifyMarks(record, record.marks);
    const verdict = { versionId: record.versionId, sealHash: record.sealHash, marks: record.marks.length, problems };
    const lines = problems.map(({ sequence, problem }) => `mark ${sequence} ${problem}`);
    const holds = `${record.marks.length} marks of version ${record.versionId} continue the seal ${record.sealHash}`;
    const text = problems.length === 0 ? holds : lines.join("\n");
    return {
      output: options.flag("json") ? JSON.stringify(verdict, null, 2) : text,
      messages: [],
      ok: problems.length === 0,
    };
  },
};

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`${path} cannot be read: give a file, or the id of a listing together with ${SERVER_USAGE}`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${path} is no JSON: expected what GET /api/v1/listings/{id}/record answers`);
  }
}

function readRecord(json: unknown): RecordDto {
  const { data, error } = RecordDto.safeParse(json);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new UsageError(`this is no record: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}
