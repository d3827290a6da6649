/** How openly a listing shows its strategy, in a word or two. */
export const disclosureNames = { open: "Open", view: "View only", sealed: "Sealed" } as const;
