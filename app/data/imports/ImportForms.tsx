"use client";
import { useRouter } from "next/navigation";
import { Tabs } from "../../ui/Tabs.tsx";
import { FileForm } from "./FileForm.tsx";
import { ProviderForm } from "./ProviderForm.tsx";
import { UrlForm } from "./UrlForm.tsx";

/** The three ways in; the wizard goes on from there. */
export function ImportForms() {
  const router = useRouter();
  const go = (id: string) => router.push(`/data/imports/${id}`);
  return (
    <Tabs
      label="Where the bars are"
      tabs={[
        { id: "file", label: "File", content: <FileForm onBegun={go} /> },
        { id: "address", label: "Address", content: <UrlForm onBegun={go} /> },
        { id: "provider", label: "Provider", content: <ProviderForm onBegun={go} /> },
      ]}
    />
  );
}
