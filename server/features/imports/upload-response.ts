import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { tooLarge } from "../../data/import/fetch-public-file.ts";
import { uploadPlace } from "../../data/import/upload-place.ts";
import { describeDiskError } from "../../data/store/disk-error.ts";
import { env } from "../../env.ts";
import { AppError, findAppError } from "../../errors/app-error.ts";
import { errorCodes } from "../../errors/codes.ts";
import type { RequestContext } from "../../trpc/context.ts";
import { beginImport } from "./service.ts";

/** Takes the body of a request as a file to import (?name=bars.csv) and answers with the id of the import. */
export async function uploadResponse(request: Request, { caller, db, requestId }: RequestContext): Promise<Response> {
  try {
    if (caller === null) throw new AppError("not-signed-in");
    if (!caller.permissions.has("dataset.write")) throw new AppError("forbidden");
    const fileName = (new URL(request.url).searchParams.get("name") ?? "").trim().slice(0, 200);
    if (fileName === "")
      throw new AppError("invalid-input", { message: "Say what the file is called: ?name=bars.csv." });
    const id = randomUUID();
    const bytes = await keepUpload(request, id);
    await beginImport({ ...caller, db, requestId }, { id, fileName, url: null, bytes });
    return Response.json({ id }, { status: 201 });
  } catch (error) {
    const known = findAppError(error);
    if (known === null) throw error;
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: errorCodes[known.code].transport }));
    return Response.json(
      { code: known.code, message: known.message, error: { code: known.code, message: known.message, requestId } },
      { status },
    );
  }
}

async function keepUpload(request: Request, id: string): Promise<number> {
  const mostBytes = env().IMPORT_MEGABYTES * 1_048_576;
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!Number.isInteger(declared))
    throw new AppError("invalid-input", { message: "The request must say how long it is (Content-Length)." });
  if (declared > mostBytes) throw tooLarge(mostBytes);
  if (request.body === null || declared === 0) throw new AppError("invalid-input", { message: "The file is empty." });
  const file = uploadPlace(id);
  await mkdir(path.dirname(file), { recursive: true });
  let bytes = 0;
  const count = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > declared) throw tooLarge(mostBytes);
      yield chunk;
    }
  };
  try {
    // the types of the web's streams and of Node's are two descriptions of one thing
    await pipeline(Readable.fromWeb(request.body as unknown as ReadableStream), count, createWriteStream(file));
    if (bytes !== declared)
      throw new AppError("invalid-input", {
        message: `The upload was cut off after ${bytes} of ${declared} bytes. Try again.`,
      });
    return bytes;
  } catch (error) {
    await rm(file, { force: true });
    throw describeDiskError(error);
  }
}
