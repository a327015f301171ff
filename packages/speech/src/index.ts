export { GrammarError } from './grammar.ts';
export * from './local-voice.ts';
export * from './mulaw.ts';
export { pronunciations } from './pronounce.ts';
export * from './recogniser-pool.ts';
export * from './resample.ts';
export * from './trim-silence.ts';
export * from './wav.ts';
