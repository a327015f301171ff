'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { menuClass } from './menu.tsx';

/** A menu that a key can open too. */
export function ControlledMenu({
  trigger,
  isOpen,
  onOpenChange,
  children,
}: {
  trigger: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content side="top" align="start" sideOffset={6} collisionPadding={8} className={menuClass}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
