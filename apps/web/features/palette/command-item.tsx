'use client';

import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { KeyCap } from '../../ui/key-cap.tsx';

/** One line of the palette. @param words what else it is found by, in either language. */
export function CommandItem({
  value,
  icon: Icon,
  words = [],
  shortcut,
  note,
  isAlways = false,
  onSelect,
  children,
}: {
  value: string;
  icon: LucideIcon;
  words?: string[];
  shortcut?: string;
  note?: string | undefined;
  /** It was found by the server: what was typed is not looked for in it again. */
  isAlways?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      keywords={words}
      forceMount={isAlways}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-3 py-1 data-[selected=true]:bg-sunken pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note ? <span className="truncate text-ink-soft text-sm">{note}</span> : null}
      {shortcut === undefined ? null : <KeyCap>{shortcut}</KeyCap>}
    </Command.Item>
  );
}

export const groupClass =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-soft';
