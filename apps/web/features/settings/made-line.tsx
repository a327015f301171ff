import { CopyLine } from './copy-line.tsx';

/** What was made just now and can be read this once: a secret, a link. Nothing before. */
export function MadeLine({ words, text }: { words: { made: string; label: string }; text: string | null }) {
  if (text === null) return null;
  return (
    <div role="status" className="space-y-2 rounded-md border border-live bg-live-wash p-3">
      <p>{words.made}</p>
      <CopyLine label={words.label} text={text} />
    </div>
  );
}
