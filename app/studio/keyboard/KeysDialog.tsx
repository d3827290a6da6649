"use client";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { Kbd } from "@/app/ui/Kbd.tsx";
import { shortcuts } from "./shortcuts.ts";

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Keys" wide>
      <dl className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.id} className="flex items-center justify-between gap-4">
            <dt className="text-muted">{shortcut.label}</dt>
            <dd className="flex gap-1.5">
              {shortcut.keys.map((key) => (
                <span key={key} className="flex gap-0.5">
                  {key.split("+").map((part) => (
                    <Kbd key={part}>{part === "Mod" ? "Ctrl" : part.replace("Arrow", "")}</Kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">Paste a copied graph</dt>
          <dd className="flex gap-0.5">
            <Kbd>Ctrl</Kbd>
            <Kbd>V</Kbd>
          </dd>
        </div>
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">Pan the canvas</dt>
          <dd className="flex gap-0.5">
            <Kbd>Space</Kbd> <span className="text-muted">drag</span>
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
