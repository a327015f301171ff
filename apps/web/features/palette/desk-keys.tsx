'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { isOn, turn } from '../shell/browser-choice.ts';
import { useEarlyText } from './use-early-text.ts';
import { useShortcut, useShortcutKeys } from './use-shortcut.ts';

// Neither is in sight when a page opens: both are fetched when they are asked for.
const CommandPalette = dynamic(() => import('./command-palette.tsx').then((module) => module.CommandPalette), {
  ssr: false,
});
const ShortcutHelp = dynamic(() => import('./shortcut-help.tsx').then((module) => module.ShortcutHelp), { ssr: false });

/** The keys that work on every page, and the two windows that they open. */
export function DeskKeys() {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const close = () => setOpen(null);
  const early = useEarlyText(open === 'palette');
  useShortcutKeys();
  useShortcut('palette', () => setOpen((before) => (before === 'palette' ? null : 'palette')));
  useShortcut('help', () => setOpen('help'));
  useShortcut('sound', () => turn('sounds', !isOn('sounds')));
  if (open === 'palette') return <CommandPalette early={early} onClose={close} onHelp={() => setOpen('help')} />;
  return open === 'help' ? <ShortcutHelp onClose={close} /> : null;
}
