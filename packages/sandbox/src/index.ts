export * from './caller/index.ts';
