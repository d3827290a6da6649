/** Whether a role of the team sees the admin pages. The server checks every call for itself. */
export function isAdmin(role: string): boolean {
  return role === "owner" || role === "admin";
}
