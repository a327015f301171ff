'use client';

import dynamic from 'next/dynamic';
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { type MenuParts, type MenuPlace, useParts } from './menu-parts.ts';

// A page opens with its menus closed: what floats is fetched when the pointer or the focus comes near the first of them.
const FloatingMenu = dynamic(() => import('./floating-menu.tsx').then((file) => file.FloatingMenu), { ssr: false });

/**
 * A menu that floats over the page; the page beneath stays alive.
 * @param trigger the button that opens it. @param control for a menu that a key can open too.
 */
export function Menu({
  trigger,
  children,
  control,
  side = 'right',
  align = 'start',
}: MenuPlace & {
  trigger: ReactElement<ComponentProps<'button'>>;
  children: ReactNode;
  control?: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [isOwnOpen, setIsOwnOpen] = useState(false);
  const { isOpen, onOpenChange } = control ?? { isOpen: isOwnOpen, onOpenChange: setIsOwnOpen };
  const comeNear = () => setIsNear(true);
  return (
    <>
      {cloneElement(trigger, {
        id,
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        onPointerEnter: comeNear,
        onFocus: comeNear,
        onClick: () => onOpenChange(!isOpen),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          onOpenChange(true);
        },
      })}
      {isNear || isOpen ? (
        <FloatingMenu {...{ isOpen, onOpenChange, side, align }} anchor={button} labelledBy={id}>
          {children}
        </FloatingMenu>
      ) : null}
    </>
  );
}

export function MenuItem(props: ComponentProps<MenuParts['Item']>) {
  const { Item } = useParts();
  return <Item {...props} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useParts();
  return <Label>{children}</Label>;
}

export function MenuLine() {
  const { Line } = useParts();
  return <Line />;
}

/** A choice of one among a few; the chosen one has a tick. */
export function MenuChoice<V extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: V;
  options: readonly { value: V; label: string; lang?: string }[];
  onChoose: (value: V) => void;
}) {
  const { Label, Choice } = useParts();
  return (
    <>
      <Label>{label}</Label>
      <Choice
        value={value}
        options={options}
        onChoose={(chosen) => {
          const option = options.find((candidate) => candidate.value === chosen);
          if (option) onChoose(option.value);
        }}
      />
    </>
  );
}
