"use client";
import { FileUp } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";

const loading = () => <SkeletonRows rows={3} />;
const ImportForms = dynamic(() => import("./ImportForms.tsx").then((module) => module.ImportForms), { loading });

/** Takes a file from the reader's machine, from an address or from a provider. */
export function ImportDialog() {
  return (
    <Dialog
      title="Import bars"
      description="From a CSV or Parquet file with a row for each bar, or from whoever offers bars."
      trigger={
        <Button variant="primary">
          <FileUp size={15} aria-hidden="true" />
          Import
        </Button>
      }
    >
      <ImportForms />
    </Dialog>
  );
}
