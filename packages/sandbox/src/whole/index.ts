export { localVoices } from './local-voices.ts';
export { type PrompterClient, prompterAt } from './prompter.ts';
export * from './start-sandbox.ts';
