export * from './describe-providers.ts';
export * from './failure.ts';
export { localSpeechToText } from './local-speech-to-text.ts';
export { localTextToSpeech } from './local-text-to-speech.ts';
export * from './speech-to-text.ts';
export * from './text-to-speech.ts';
