"use client";
import { useState } from "react";

type Overlay = {
  /** Whether it was ever open: only then is there anything to render. */
  readonly isWanted: boolean;
  /** Gives the focus back to whatever had it when the overlay opened. */
  readonly returnFocus: () => void;
};

/** Keeps what an overlay needs besides being open: whether to render it at all, and where the focus was. */
export function useOverlay(isOpen: boolean): Overlay {
  const [state, setState] = useState({ wasOpen: false, isWanted: false, opener: null as Element | null });
  if (isOpen !== state.wasOpen) {
    const opener = isOpen ? document.activeElement : state.opener;
    setState({ wasOpen: isOpen, isWanted: state.isWanted || isOpen, opener });
  }
  const returnFocus = () => {
    if (state.opener instanceof HTMLElement && state.opener.isConnected) state.opener.focus();
  };
  return { isWanted: state.isWanted || isOpen, returnFocus };
}
