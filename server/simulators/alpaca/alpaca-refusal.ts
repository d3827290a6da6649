import { z } from "zod";
import { jsonResponse, type SimResponse } from "../core/sim-http.ts";

export const Amount = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().positive());

/** Thrown where Alpaca answers with an error. */
export class AlpacaRefusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  response(): SimResponse {
    return jsonResponse(this.status, { code: this.code, message: this.message });
  }
}

export function refuse(message: string): AlpacaRefusal {
  return new AlpacaRefusal(422, 40_010_001, message);
}
