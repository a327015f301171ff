export * from './home-lock.ts';
export { checkPorts, freePort } from './ports.ts';
export { isAlive } from './postgres.ts';
export { findRunning, type Running } from './running.ts';
export { loadOrCreateSecrets, type Secrets } from './secrets.ts';
export * from './start-product.ts';
