'use client';

import { type ReactNode, useId, useState } from 'react';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

interface Question {
  title: string;
  body: string;
  confirm: string;
  cancel: string;
  onConfirm: () => void;
}

/** A button for what cannot be taken back: it asks first, in words, and the way out is the first choice. */
export function ConfirmButton({
  children,
  disabled = false,
  label,
  kind = 'plain',
  ...question
}: Question & {
  children: ReactNode;
  disabled?: boolean;
  /** What the button is called, where its own words do not say which one it is about. */
  label?: string;
  kind?: 'plain' | 'quiet';
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button kind={kind} disabled={disabled} aria-label={label} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {children}
      </Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setIsOpen(false)} {...question} />
    </>
  );
}

/** The same question, where something else than a button leads to it: an entry of a menu, which is gone by then. */
export function ConfirmDialog({
  isOpen,
  onClose,
  title,
  body,
  confirm,
  cancel,
  onConfirm,
}: Question & { isOpen: boolean; onClose: () => void }) {
  const id = useId();
  if (!isOpen) return null;
  return (
    <Modal label={title} askedBy={id} onClose={onClose}>
      <div className="space-y-3 whitespace-normal p-4 text-left font-normal text-base">
        <h2 className="font-strong text-lg">{title}</h2>
        <p id={id} className="text-ink-soft">
          {body}
        </p>
        <div className="flex justify-end gap-2">
          <Button data-first onClick={onClose}>
            {cancel}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
