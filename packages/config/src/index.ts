export * from './cipher.ts';
export * from './clock.ts';
export * from './key-ring.ts';
export * from './random.ts';
export * from './settings.ts';
export * from './transport.ts';
