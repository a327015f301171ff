'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** Sides of one thing, one in sight at a time. */
export function Tabs<V extends string>({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { value: V; label: string; content: ReactNode }[];
}) {
  const [first] = tabs;
  if (first === undefined) return null;
  return (
    <Radix.Root defaultValue={first.value} className="flex min-h-0 flex-1 flex-col">
      <Radix.List aria-label={label} className="flex shrink-0 gap-4 border-line border-b px-4">
        {tabs.map(({ value, label: name }) => (
          <Radix.Trigger
            key={value}
            value={value}
            className="-mb-px border-transparent border-b-2 py-2 text-ink-soft hover:text-ink data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:py-3"
          >
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value, content }) => (
        <Radix.Content
          key={value}
          value={value}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-offset-[-2px] data-[state=inactive]:hidden"
        >
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
