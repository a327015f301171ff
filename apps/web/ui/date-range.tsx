'use client';

/** Two dates, both included; either may be left open. */
export function DateRange({
  label,
  fromLabel,
  toLabel,
  from,
  to,
  max,
  onChange,
}: {
  label: string;
  fromLabel: string;
  toLabel: string;
  /** `YYYY-MM-DD`, or empty. */
  from: string;
  to: string;
  max?: string;
  onChange: (range: { from: string; to: string }) => void;
}) {
  const field = (name: 'from' | 'to', value: string, text: string) => (
    <label className="flex items-center gap-1.5">
      <span className="text-ink-soft text-sm">{text}</span>
      <input
        type="date"
        value={value}
        max={max}
        onChange={(event) => onChange({ ...{ from, to }, [name]: event.target.value })}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm pointer-coarse:h-10"
      />
    </label>
  );
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {field('from', from, fromLabel)}
      {field('to', to, toLabel)}
    </fieldset>
  );
}
