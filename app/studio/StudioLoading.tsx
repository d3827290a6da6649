import { Spinner } from "@/app/ui/Spinner.tsx";

export function StudioLoading() {
  return (
    <div className="studio-loading grid grow place-items-center py-24 text-muted">
      <Spinner size={20} />
    </div>
  );
}
