'use client';

import { ToggleGroup } from 'radix-ui';

/** One of a few, all in sight. */
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
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChoose(option.value);
      }}
      className="inline-flex h-8 items-stretch rounded-md border border-line-strong/60 bg-surface p-px pointer-coarse:h-10"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          lang={option.lang}
          className="whitespace-nowrap rounded-sm px-2.5 text-ink-soft text-sm hover:text-ink data-[state=on]:bg-brand-wash data-[state=on]:font-medium data-[state=on]:text-ink"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
