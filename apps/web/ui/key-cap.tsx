/** A key as it is written on a button or in a list. Its button says it to screen readers by `aria-keyshortcuts`. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-current/35 px-1 font-sans text-[11px] leading-none pointer-coarse:hidden"
    >
      {children}
    </kbd>
  );
}
