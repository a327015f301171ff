'use client';

import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { type ShortcutName, shortcuts } from '../palette/shortcuts.ts';

/** A button with its key written on it. */
export function ActButton({
  icon: Icon,
  name,
  children,
  className,
  ...rest
}: Omit<ComponentProps<typeof Button>, 'name'> & { icon: LucideIcon; name: ShortcutName }) {
  const { key } = shortcuts[name];
  return (
    <Button aria-keyshortcuts={key} className={clsx('px-2.5', className)} {...rest}>
      <Icon aria-hidden className="size-4" />
      {children}
      <KeyCap>{key.toUpperCase()}</KeyCap>
    </Button>
  );
}
