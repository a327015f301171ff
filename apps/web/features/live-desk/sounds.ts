'use client';

import type { Alert } from './alerts.ts';

/** Notes of a sound: when it begins and how long it lasts, seconds, and how high, hertz. */
const notes: Record<Alert, readonly { at: number; lasts: number; hertz: number }[]> = {
  'person-needed': [
    { at: 0, lasts: 0.22, hertz: 660 },
    { at: 0.16, lasts: 0.3, hertz: 880 },
  ],
  emergency: [0, 0.34, 0.68].flatMap((at) => [
    { at, lasts: 0.14, hertz: 988 },
    { at: at + 0.16, lasts: 0.14, hertz: 740 },
  ]),
};
const LOUDNESS: Record<Alert, number> = { 'person-needed': 0.12, emergency: 0.22 };
/** Ten tabs of one browser sound once. */
const TOGETHER_MS = 3_000;

let context: AudioContext | undefined;

/**
 * Plays a sound, in one tab of the browser only. A page that nobody has touched yet may not sound: browsers forbid it, and it stays silent.
 * What was played last can be read from the document, for tests and for the curious.
 */
export async function playAlert(alert: Alert): Promise<void> {
  if (!('locks' in navigator)) return sound(alert);
  await navigator.locks.request(`vaani-sound-${alert}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    sound(alert);
    await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
  });
}

function sound(alert: Alert): void {
  document.documentElement.dataset.sounded = alert;
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  if (context.state === 'suspended') void context.resume();
  for (const { at, lasts, hertz } of notes[alert]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    const begin = currentTime + at;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(LOUDNESS[alert], begin + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + lasts);
    tone.connect(volume).connect(destination);
    tone.start(begin);
    tone.stop(begin + lasts);
  }
}
