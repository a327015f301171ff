import type { CSSProperties } from 'react';

const hues = [195, 30, 285, 130, 350, 75, 240, 320] as const;

/** A doctor's muted hue and bar. @param colour 0–7, as the clinic set it. */
export function toneOf(colour: number): { style: CSSProperties; bar: string } {
  const index = ((colour % hues.length) + hues.length) % hues.length;
  return { style: { '--tone-hue': hues[index] } as CSSProperties, bar: `bar-${index}` };
}
