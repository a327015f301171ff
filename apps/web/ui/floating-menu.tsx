'use client';

import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, type Ref, type RefObject, useImperativeHandle } from 'react';
import { type MenuParts, type MenuPlace, PartsContext } from './menu-parts.ts';

const itemClass =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken pointer-coarse:min-h-10';

const parts: MenuParts = {
  Item: ({ className, ...rest }) => <DropdownMenu.Item className={clsx(itemClass, className)} {...rest} />,
  Label: ({ children }) => (
    <DropdownMenu.Label className="px-2 pt-2 pb-1 text-ink-soft text-xs">{children}</DropdownMenu.Label>
  ),
  Line: () => <DropdownMenu.Separator className="my-1 h-px bg-line" />,
  Choice: ({ value, options, onChoose }) => (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemClass} lang={option.lang}>
          <span className="flex w-4 justify-center">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden className="size-4" />
            </DropdownMenu.ItemIndicator>
          </span>
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  ),
};

/**
 * What floats.
 * @param anchor what it floats beside; a button closes it by itself. @param focusBack who has the focus afterwards, where that is not the anchor.
 */
export function FloatingMenu({
  anchor,
  focusBack,
  labelledBy,
  isOpen,
  onOpenChange,
  children,
  ...place
}: MenuPlace & {
  anchor: RefObject<HTMLElement | null>;
  focusBack?: RefObject<HTMLElement | null>;
  labelledBy?: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <Stand anchor={anchor} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          {...place}
          aria-labelledby={labelledBy}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            if (focusBack === undefined) return;
            event.preventDefault();
            // Whoever pressed something else meanwhile is there already.
            if (document.activeElement === document.body) focusBack.current?.focus();
          }}
          className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 overflow-y-auto rounded-lg bg-surface p-1 text-base shadow-float"
        >
          <PartsContext value={parts}>{children}</PartsContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Stands where the library looks for its own button: the page had one before the library came. */
function Stand({ anchor, ref }: { anchor: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement> }) {
  useImperativeHandle(ref, () => anchor.current as HTMLElement);
  return null;
}
