/** Tells whether the database refused a row because of a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && (error.code === "P2002" || error.code === "23505")
  );
}
