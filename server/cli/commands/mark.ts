import { MarkBacktest } from "../../features/backtests/dto.ts";
import { type Command, UsageError } from "../command.ts";
import { parseOptions } from "../parse-options.ts";
import { SERVER_OPTIONS, SERVER_USAGE, serverOf } from "../server-access.ts";

export const markCommand: Command = {
  name: "mark",
  usage: `mark <backtest id> ${SERVER_USAGE} [--note text] [--tag name ...] [--no-tags] [--json]`,
  summary: "write a note or tags on a result of a running Quantloom; what is not said stays as it is",
  run: async (parameters) => {
    const own = {
      note: { type: "string" },
      tag: { type: "string", multiple: true },
      "no-tags": { type: "boolean" },
      json: { type: "boolean" },
    } as const;
    const options = parseOptions(parameters, { ...SERVER_OPTIONS, ...own }, "the id of a backtest");
    const server = serverOf(options);
    if (server === null)
      throw new UsageError(`expected ${SERVER_USAGE}: results belong to a team of a running Quantloom`);
    const note = options.text("note");
    const tags = options.list("tag");
    const read = MarkBacktest.safeParse({
      id: options.file,
      ...(note === undefined ? {} : { note }),
      ...(tags.length > 0 || options.flag("no-tags") ? { tags } : {}),
    });
    if (!read.success)
      throw new UsageError(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
    const { id, ...marks } = read.data;
    if (Object.keys(marks).length === 0) throw new UsageError("expected --note, --tag or --no-tags, found none");
    await server.post(`/backtests/${id}/mark`, marks);
    return { output: options.flag("json") ? JSON.stringify(read.data) : "marked", messages: [], ok: true };
  },
};
