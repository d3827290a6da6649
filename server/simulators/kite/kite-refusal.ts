import { jsonResponse, type SimResponse } from "../core/sim-http.ts";

const statuses = {
  TokenException: 403,
  PermissionException: 403,
  InputException: 400,
  OrderException: 400,
  MarginException: 400,
  NetworkException: 429,
  GeneralException: 500,
} as const;

/** Thrown where Kite answers with an error. */
export class KiteRefusal extends Error {
  readonly type: keyof typeof statuses;

  constructor(type: keyof typeof statuses, message: string) {
    super(message);
    this.type = type;
  }

  response(): SimResponse {
    return jsonResponse(statuses[this.type], {
      status: "error",
      message: this.message,
      error_type: this.type,
      data: null,
    });
  }
}
