export * from './failure.ts';
export * from './speech-to-text.ts';
export * from './text-to-speech.ts';
