import { z } from "zod";
import { database } from "../db/client.ts";
import { takePostback } from "../features/brokers/service.ts";
import type { Fields } from "./api-route.ts";

const mostBytes = 64_000;

/** Takes the order updates that brokers post; whoever cannot sign one is told nothing. */
export async function postbacksDoor(request: Request, { account = "" }: Fields): Promise<Response> {
  const body = await request.text();
  const isKnown = z.uuid().safeParse(account).success && body.length <= mostBytes;
  const isTaken = isKnown && (await takePostback(database(), account, body));
  return new Response(null, { status: isTaken ? 204 : 401 });
}
