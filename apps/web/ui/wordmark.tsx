/** The sign: a voice, drawn as a line that rises and settles. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className} fill="none" stroke="currentColor" strokeWidth="2">
      <path d="M3 12h2.5l2-5 3.5 12L15 5l2.5 9 1.2-2H21" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
