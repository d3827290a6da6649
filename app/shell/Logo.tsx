/** Two wefts crossing three warps: the loom. */
export function LogoMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="fill-accent-strong" />
      <g stroke="#fff" strokeWidth="1.9" strokeLinecap="round">
        <path d="M7.5 5v3.2M7.5 11.4V19M12 5v7.6M12 15.8V19M16.5 5v3.2M16.5 11.4V19" opacity="0.72" />
        <path d="M4.6 9.8h9.2M16.2 9.8h3.2M4.6 14.2h5.2M14.2 14.2h5.2" />
      </g>
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2">
      <LogoMark />
      <span className="font-semibold text-base tracking-tight">Quantloom</span>
    </span>
  );
}
