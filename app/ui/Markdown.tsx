"use client";
import dynamic from "next/dynamic";

const Reader = dynamic(() => import("react-markdown"), { ssr: false });

// What users write is shown as text: no HTML (react-markdown escapes it), no pictures from elsewhere, and links that tell
// other sites nothing.
const parts = {
  a: ({ href, children }: { readonly href?: string | undefined; readonly children?: React.ReactNode }) => (
    <a href={href} rel="nofollow noopener noreferrer" target="_blank" className="text-accent underline">
      {children}
    </a>
  ),
};

/** Markdown of users. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="grid gap-2 leading-6 [overflow-wrap:anywhere] [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-x-auto [&_ul]:list-disc [&_ul]:pl-5">
      <Reader components={parts} disallowedElements={["img"]}>
        {text}
      </Reader>
    </div>
  );
}
