import type { ReactNode } from "react";
import Reader from "react-markdown";

// What users write is shown as text: no HTML (react-markdown escapes it), no pictures from elsewhere, no addresses but those of the
// web and of mail, and links that tell other sites nothing.
const parts = {
  a: ({ href, children }: { readonly href?: string | undefined; readonly children?: ReactNode }) => (
    <a href={href} rel="nofollow noopener noreferrer" target="_blank" className="text-accent underline">
      {children}
    </a>
  ),
};

export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Reader components={parts} disallowedElements={["img"]}>
      {text}
    </Reader>
  );
}
