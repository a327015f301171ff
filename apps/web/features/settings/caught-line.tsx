/** Appointments that a change of hours has left outside them. Nothing where there are none. */
export function CaughtLine({ count, text }: { count: number; text: string }) {
  if (count === 0) return null;
  return (
    <p role="alert" className="rounded-md border border-attention bg-attention-wash p-3">
      {text}
    </p>
  );
}
