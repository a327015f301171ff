'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button.tsx';

/** Sheets that are open, the last on top: Escape is for that one. */
const open: symbol[] = [];

const stops = 'a[href], button, input, select, textarea, [tabindex]';

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
  const id = useId();
  const isInBrowser = useIsInBrowser();
  if (!isInBrowser) return null;
  return createPortal(
    <Box
      labelledBy={id}
      onClose={onClose}
      className={clsx(
        'slide-in fixed inset-y-0 right-0 z-40 flex w-full flex-col border-line border-l bg-surface shadow-float',
        isWide ? 'sm:w-[min(44rem,100%)]' : 'sm:w-[30rem]',
      )}
    >
      <div className="flex items-start gap-3 border-line border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-strong text-lg">
            {title}
          </h2>
          {note ? <div className="text-ink-soft text-sm">{note}</div> : null}
        </div>
        <Button kind="quiet" isSquare aria-label={closeLabel} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </Box>,
    document.body,
  );
}

/** Takes the focus when it opens and gives it back when it closes; the Tab key stays inside meanwhile. */
function Box({
  labelledBy,
  onClose,
  className,
  children,
}: {
  labelledBy: string;
  onClose: () => void;
  className: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const own = Symbol();
    const element = box.current;
    open.push(own);
    // What asks for the focus by itself has it already.
    if (!element?.contains(document.activeElement)) element?.querySelector('button')?.focus({ preventScroll: true });
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || open.at(-1) !== own) return;
      // A window over the sheet closes by itself.
      if (!(event.target instanceof Element && event.target.closest('dialog'))) close();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
      open.splice(open.indexOf(own), 1);
      const isLost = document.activeElement === document.body || element?.contains(document.activeElement);
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [before]);
  return (
    <div ref={box} role="dialog" aria-labelledby={labelledBy} onKeyDown={stayInside} className={className}>
      {children}
    </div>
  );
}

/** From the last thing that can have the focus to the first, and back. */
function stayInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
  const inside = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
  );
  const [from, to] = event.shiftKey ? [inside.at(0), inside.at(-1)] : [inside.at(-1), inside.at(0)];
  if (from === undefined || event.target !== from) return;
  event.preventDefault();
  to?.focus();
}

/** False in what the server sends and while that is taken over. */
function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
