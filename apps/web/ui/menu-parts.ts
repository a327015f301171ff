import type { DropdownMenu } from 'radix-ui';
import { type ComponentProps, type ComponentType, createContext, type ReactNode, useContext } from 'react';

/** What the items of a menu are made of; it is fetched with the menu that they stand in. */
export interface MenuParts {
  Item: ComponentType<ComponentProps<typeof DropdownMenu.Item>>;
  Label: ComponentType<{ children: ReactNode }>;
  Line: ComponentType;
  Choice: ComponentType<{
    value: string;
    options: readonly { value: string; label: string; lang?: string }[];
    onChoose: (value: string) => void;
  }>;
}

export const PartsContext = createContext<MenuParts | null>(null);

/** @throws outside of a menu, which is a mistake in the code. */
export function useParts(): MenuParts {
  const parts = useContext(PartsContext);
  if (parts === null) throw new Error('items stand in a menu');
  return parts;
}

/** Where a menu floats, beside what it belongs to. */
export interface MenuPlace {
  side?: 'top' | 'right' | 'bottom';
  align?: 'start' | 'end' | 'center';
}
