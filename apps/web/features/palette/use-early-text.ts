import { useEffect, useState } from 'react';
import { isTypingIn } from './use-shortcut.ts';

/**
 * What is typed between the key that asks for the palette and its being there: it is fetched with its first opening. Lost letters would be a nuisance, and letters
 * that act on the page behind it worse: T takes a call over.
 */
export function useEarlyText(isAwaited: boolean): string {
  const [text, setText] = useState('');
  useEffect(() => {
    if (!isAwaited) return;
    const keep = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || isTypingIn(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      setText((before) => before + event.key);
    };
    window.addEventListener('keydown', keep, true);
    return () => {
      window.removeEventListener('keydown', keep, true);
      setText('');
    };
  }, [isAwaited]);
  return text;
}
