import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly heading: string;
  /** By Escape, or by its button. */
  readonly onClose: () => void;
  readonly closeText: string;
  readonly children: ReactNode;
}

/** A modal dialog of the browser's own: it keeps the focus, and gives it back when it is closed. */
export function Dialog({ heading, onClose, closeText, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{heading}</h2>
      {children}
      <button type="button" onClick={() => dialog.current?.close()}>
        {closeText}
      </button>
    </dialog>
  );
}
