/** Whether somebody sees the admin pages. The server checks every call for itself. */
export function mayAdminister(permissions: readonly string[]): boolean {
  return permissions.includes("job.read") || permissions.includes("audit.read");
}
