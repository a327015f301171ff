'use client';

import { useEffect } from 'react';

const mark = /^\(\d+\) /;

/** A page's title with how many calls want a person before it, or without. */
export const withMark = (title: string, count: number): string =>
  `${count === 0 ? '' : `(${count}) `}${title.replace(mark, '')}`;

/** Marks the title of whatever page is open while calls want a person: it is what a tab in the background shows. */
export function useTitleMark(count: number): void {
  useEffect(() => {
    const set = () => {
      const wanted = withMark(document.title, count);
      if (document.title !== wanted) document.title = wanted;
    };
    set();
    // Each page brings its own title.
    const observer = new MutationObserver(set);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [count]);
}
