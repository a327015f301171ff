export * from './media-client.ts';
export * from './playout.ts';
export * from './recording.ts';
export * from './scenario.ts';
export { scenarios } from './scenarios/index.ts';
export * from './simulated-caller.ts';
export * from './twilio-door.ts';
