export * from './clinic-cipher.ts';
export * from './conflicts.ts';
export * from './database.ts';
export { Prisma } from './generated/client.ts';
export * as enums from './generated/enums.ts';
export * from './ids.ts';
export * from './search-terms.ts';
export * from './system.ts';
export * from './word-terms.ts';
