/** Ends the session and leaves for the landing page with a full load, so that nothing of the account stays in memory. */
export async function signOut(): Promise<void> {
  const { authClient } = await import("./auth-client.ts");
  await authClient.signOut();
  window.location.assign("/");
}
