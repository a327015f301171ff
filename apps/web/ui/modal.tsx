'use client';

import { clsx } from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A window over the page, which waits meanwhile. The browser's own dialog: it keeps the focus inside, gives it back, and closes with Escape.
 * What has `data-first` is focused first.
 * @param label names it for those who cannot see its heading. @param askedBy the id of a question that must be answered: a press beside it is no answer.
 */
export function Modal({
  label,
  askedBy,
  onClose,
  children,
}: {
  label: string;
  askedBy?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    // The browser focuses the first that can be focused at all, a box among them.
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      {...(askedBy === undefined ? {} : { role: 'alertdialog', 'aria-describedby': askedBy })}
      onClose={onClose}
      onPointerDown={(event) => {
        // What is around the window belongs to it, and its content has boxes of its own.
        if (event.target === event.currentTarget && askedBy === undefined) onClose();
      }}
      className={clsx(
        'appear max-h-[70vh] overflow-hidden rounded-lg bg-surface p-0 text-ink shadow-float backdrop:bg-scrim',
        askedBy === undefined
          ? 'mx-auto mt-[12vh] w-[min(36rem,calc(100vw-2rem))]'
          : 'm-auto w-[min(26rem,calc(100%-2rem))]',
      )}
    >
      {children}
    </dialog>
  );
}
