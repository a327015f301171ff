'use client';

import { type ReactNode, useId, useState } from 'react';
import { moveAlong } from './arrow-keys.ts';

/** Sides of one thing, one in sight at a time. */
export function Tabs<V extends string>({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { value: V; label: string; content: ReactNode }[];
}) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.value);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={(event) => setChosen(tabs[moveAlong(event)]?.value ?? chosen)}
        className="flex shrink-0 gap-4 border-line border-b px-4"
      >
        {tabs.map(({ value, label: name }) => {
          const isChosen = value === chosen;
          return (
            <button
              key={value}
              type="button"
              role="tab"
              id={`${id}-${value}`}
              aria-selected={isChosen}
              aria-controls={`${id}-${value}-side`}
              data-state={isChosen ? 'active' : 'inactive'}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => setChosen(value)}
              className="-mb-px border-transparent border-b-2 py-2 text-ink-soft hover:text-ink data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:py-3"
            >
              {name}
            </button>
          );
        })}
      </div>
      {tabs.map(({ value, content }) => (
        <div
          key={value}
          role="tabpanel"
          id={`${id}-${value}-side`}
          aria-labelledby={`${id}-${value}`}
          hidden={value !== chosen}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a side that scrolls must be reachable by keyboard
          tabIndex={0}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-offset-[-2px]"
        >
          {value === chosen ? content : null}
        </div>
      ))}
    </div>
  );
}
