type AuthClient = typeof import("./auth-client.ts")["authClient"];
type AuthResult<Data> = {
  readonly data: Data | null;
  readonly error: { readonly message?: string | undefined; readonly status: number } | null;
};

/**
 * Asks the sign-in service and returns the data of its answer, or throws its error with a sentence for the reader. The client arrives
 * with the first call, so that pages stay small.
 * @example callAuth((auth) => auth.changePassword({ currentPassword, newPassword }))
 */
export async function callAuth<Data>(call: (client: AuthClient) => Promise<AuthResult<Data>>): Promise<Data> {
  const { authClient } = await import("./auth-client.ts");
  const { data, error } = await call(authClient);
  if (error?.status === 429) throw new Error("Too many attempts. Wait a minute and try again.");
  if (error) throw new Error(error.message ?? "The server refused this. Check what you typed and try again.");
  if (data === null) throw new Error("The server gave no answer. Try again.");
  return data;
}
