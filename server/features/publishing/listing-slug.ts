/** Returns the readable part of a listing's address: the words of its title, then a few characters that make it unique. */
export function listingSlug(title: string, unique: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  const ending = unique.replaceAll("-", "").slice(-8);
  return words === "" ? ending : `${words}-${ending}`;
}
