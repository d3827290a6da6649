type AuthResult<Data> = {
  readonly data: Data | null;
  readonly error: { readonly message?: string | undefined; readonly status: number } | null;
};

/** Returns the data of an answer of the sign-in service, or throws its error with a sentence for the reader. */
export async function authResult<Data>(answer: Promise<AuthResult<Data>>): Promise<Data> {
  const { data, error } = await answer;
  if (error?.status === 429) throw new Error("Too many attempts. Wait a minute and try again.");
  if (error) throw new Error(error.message ?? "The server refused this. Check what you typed and try again.");
  if (data === null) throw new Error("The server gave no answer. Try again.");
  return data;
}
