export * from './describe-providers.ts';
export * from './failure.ts';
export * from './local-speech-to-text.ts';
export * from './local-text-to-speech.ts';
export * from './speech-to-text.ts';
export * from './text-to-speech.ts';
