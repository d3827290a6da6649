"use client";
import dynamic from "next/dynamic";

const MarkdownText = dynamic(() => import("./MarkdownText.tsx").then((module) => module.MarkdownText), { ssr: false });

/** Markdown of users. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="grid gap-2 leading-6 [overflow-wrap:anywhere] [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-x-auto [&_ul]:list-disc [&_ul]:pl-5">
      <MarkdownText text={text} />
    </div>
  );
}
