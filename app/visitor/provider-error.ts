const sentences: Readonly<Record<string, string>> = {
  account_not_linked:
    "There is an account with this address already. Sign in with its password, and confirm the address under Settings: then the provider opens it too.",
  access_denied: "You declined at the provider, so nothing was opened.",
  user_info_is_missing:
    "The provider's answer could not be trusted or was not complete. Ask whoever runs this installation.",
  oauth_code_verification_failed: "The provider did not accept our request. Ask whoever runs this installation.",
  "Sign-up_is_by_invitation_only.": "Accounts are made by invitation only, and there is none for this address.",
};

/** Returns what to say of a sign-in with a provider that failed; undefined where there was none. */
export function providerError(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  // The code comes from the address: only sentences of ours are shown.
  return Object.hasOwn(sentences, code) ? sentences[code] : "The sign-in with the provider did not work. Try again.";
}
