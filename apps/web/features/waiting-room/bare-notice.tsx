import type { LucideIcon } from 'lucide-react';
import { Notice } from '../../ui/notice.tsx';
import type { Words } from './words.tsx';

/** A page without numbers that says why, in both languages: nobody has chosen one here. */
export function BareNotice({
  icon,
  words,
  title,
  body,
}: {
  icon: LucideIcon;
  words: Words;
  title: (of: Words['en']) => string;
  body?: (of: Words['en']) => string;
}) {
  const both = (pick: (of: Words['en']) => string) => (
    <>
      <span lang="hi" className="block">
        {pick(words.hi)}
      </span>
      <span lang="en" className="block">
        {pick(words.en)}
      </span>
    </>
  );
  return (
    <main className="h-dvh">
      <Notice icon={icon} title={both(title)} isPage>
        {body === undefined ? null : both(body)}
      </Notice>
    </main>
  );
}
