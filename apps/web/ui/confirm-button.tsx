'use client';

import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, buttonClass } from './button.tsx';

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
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>
        <Button kind={kind} disabled={disabled} aria-label={label}>
          {children}
        </Button>
      </AlertDialog.Trigger>
      <Asked {...question} />
    </AlertDialog.Root>
  );
}

/** The same question, where something else than a button leads to it: an entry of a menu, which is gone by then. */
export function ConfirmDialog({ isOpen, onClose, ...question }: Question & { isOpen: boolean; onClose: () => void }) {
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(isNowOpen) => (isNowOpen ? undefined : onClose())}>
      <Asked {...question} />
    </AlertDialog.Root>
  );
}

function Asked({ title, body, confirm, cancel, onConfirm }: Question) {
  return (
    <AlertDialog.Portal>
      <AlertDialog.Overlay className="fixed inset-0 z-50 bg-scrim" />
      <AlertDialog.Content className="appear fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100%-2rem))] -translate-x-1/2 -translate-y-1/2 space-y-3 rounded-lg bg-surface p-4 shadow-float">
        <AlertDialog.Title className="font-strong text-lg">{title}</AlertDialog.Title>
        <AlertDialog.Description className="text-ink-soft">{body}</AlertDialog.Description>
        <div className="flex justify-end gap-2">
          <AlertDialog.Cancel className={buttonClass('plain')}>{cancel}</AlertDialog.Cancel>
          <AlertDialog.Action className={`${buttonClass('plain')} border-alarm! text-alarm!`} onClick={onConfirm}>
            {confirm}
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  );
}
