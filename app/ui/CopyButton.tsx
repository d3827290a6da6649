"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./IconButton.tsx";
import { notifyError } from "./notify.ts";

type CopyButtonProps = { readonly text: string; readonly label: string; readonly size?: "sm" | "md" };

export function CopyButton({ text, label, size = "sm" }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch {
      notifyError("The browser did not allow copying. Select the text and copy it by hand.");
    }
  };
  return (
    <IconButton size={size} label={copied ? "Copied" : label} onClick={() => void copy()}>
      {copied ? <Check size={14} className="text-profit" /> : <Copy size={14} />}
    </IconButton>
  );
}
