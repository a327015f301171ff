'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/**
 * A sheet at the side, for one thing of a list. The list beside it stays in reach; Escape and the cross close it. On a
 * phone it takes the whole screen.
 */
export function Sheet({
  title,
  note,
  closeLabel,
  onClose,
  isWide = false,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  /** For what needs room beside words: drawings, columns. */
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <Dialog.Root open modal={false} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          className={clsx(
            'slide-in fixed inset-y-0 right-0 z-40 flex w-full flex-col border-line border-l bg-surface shadow-float',
            isWide ? 'sm:w-[min(44rem,100%)]' : 'sm:w-[30rem]',
          )}
        >
          <div className="flex items-start gap-3 border-line border-b px-4 py-3">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="font-strong text-lg">{title}</Dialog.Title>
              {note ? <div className="text-ink-soft text-sm">{note}</div> : null}
            </div>
            <Dialog.Close asChild>
              <Button kind="quiet" isSquare aria-label={closeLabel}>
                <X aria-hidden className="size-4" />
              </Button>
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
