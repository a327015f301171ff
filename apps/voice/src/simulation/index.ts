export { createSimulation, type SimulatedCall } from './simulation.ts';
export type { Violation } from './watcher.ts';
