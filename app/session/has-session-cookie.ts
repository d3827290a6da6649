import { cookies } from "next/headers";

/** Whether the browser brought a session. It may have ended: the server decides on every call. */
export async function hasSessionCookie(): Promise<boolean> {
  const jar = await cookies();
  return jar.getAll().some((cookie) => cookie.name.endsWith(".session_token") && cookie.value !== "");
}
