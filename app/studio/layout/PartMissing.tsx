/** In the place of a part of the page whose code did not come: the page goes on, and says why nothing is there. */
function PartMissing() {
  return (
    <p role="alert" className="p-4 text-sm text-warning">
      This part of the page could not be loaded. Reload the page when the network is back: your edits are kept.
    </p>
  );
}

/** For parts that load on demand: without a network they are left out, instead of taking the whole editor with them. */
export const orMissing = () => PartMissing;
