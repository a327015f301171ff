'use client';

import { X } from 'lucide-react';
import { Toast as RadixToast } from 'radix-ui';
import type { ReactNode } from 'react';

/** Where toasts appear: over the page, at its foot. @param label names the place for screen readers; F8 leads there. */
export function ToastPlace({ label, children }: { label: string; children: ReactNode }) {
  return (
    <RadixToast.Provider label={label} duration={Number.POSITIVE_INFINITY}>
      {children}
      <RadixToast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 outline-none max-md:bottom-20" />
    </RadixToast.Provider>
  );
}

/** Says what happened elsewhere than where one looks. It stays until it is closed. */
export function Toast({
  icon,
  title,
  closeLabel,
  onClose,
  children,
}: {
  icon: ReactNode;
  title: string;
  closeLabel: string;
  onClose: () => void;
  /** What to do about it. */
  children: ReactNode;
}) {
  return (
    <RadixToast.Root
      type="background"
      className="appear flex items-start gap-2.5 rounded-lg bg-surface p-3 shadow-float"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {icon}
      <div className="min-w-0 flex-1 space-y-1">
        <RadixToast.Title className="font-medium">{title}</RadixToast.Title>
        <RadixToast.Description asChild>
          <div className="text-sm">{children}</div>
        </RadixToast.Description>
      </div>
      <RadixToast.Close aria-label={closeLabel} className="rounded-md p-1 text-ink-soft hover:bg-sunken hover:text-ink">
        <X aria-hidden className="size-4" />
      </RadixToast.Close>
    </RadixToast.Root>
  );
}
