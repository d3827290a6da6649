import { jsonResponse, type SimResponse } from "../core/sim-http.ts";

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
