export type { CommandBus, CommandHandler } from './command-bus.ts';
export * from './commands.ts';
export * from './events.ts';
export type { FeedItem } from './feed.ts';
export * from './live.ts';
export { createRedis } from './redis.ts';
export type { CallRegistry } from './registry.ts';
export type { Ticket, Tickets } from './tickets.ts';
export { type LiveCipher, parseEventId } from './wire.ts';
