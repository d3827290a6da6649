/** The error of a whole form, above its button. */
export function FormError({ message }: { readonly message: string | undefined }) {
  return (
    <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm empty:hidden">
      {message}
    </p>
  );
}
