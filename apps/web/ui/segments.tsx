'use client';

import { moveAlong } from './arrow-keys.ts';

/** One of a few, all in sight. The arrow keys look along them, Enter or Space chooses: what is chosen may take time to come. */
export function Segments<V extends string>({
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
  const isAnyChosen = options.some((option) => option.value === value);
  return (
    <div
      role="radiogroup"
      aria-label={label}
      onKeyDown={moveAlong}
      className="inline-flex h-8 items-stretch rounded-md border border-line-strong/60 bg-surface p-px pointer-coarse:h-10"
    >
      {options.map((option, index) => {
        const isChosen = option.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: the browser's own would choose with each arrow key
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={isChosen}
            data-state={isChosen ? 'on' : 'off'}
            tabIndex={isChosen || (!isAnyChosen && index === 0) ? 0 : -1}
            lang={option.lang}
            onClick={() => (isChosen ? undefined : onChoose(option.value))}
            className="whitespace-nowrap rounded-sm px-2.5 text-ink-soft text-sm hover:text-ink data-[state=on]:bg-brand-wash data-[state=on]:font-medium data-[state=on]:text-ink"
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
