export { clearHome } from './clear-home.ts';
export * from './home-lock.ts';
export { homeOf, type OpenDatabase, openDatabase } from './open-database.ts';
export { checkPorts, freePort } from './ports.ts';
export { isAlive } from './processes.ts';
export { findRunning, type Running } from './running.ts';
export { loadOrCreateSecrets, type Secrets } from './secrets.ts';
export * from './start-product.ts';
