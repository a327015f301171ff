const MOST_SHOWN = 99;

/** How many of something wait for a person, on the way to them. Nothing while none does. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-alarm px-1 text-center font-strong text-alarm-ink text-xs leading-4">
      <span aria-hidden>{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
