declare module 'redis-parser' {
  /** Reads RESP. The package carries no types; its maker is node-redis. */
  export default class RedisParser {
    constructor(options: {
      returnReply(reply: unknown): void;
      returnError(error: Error): void;
      returnFatalError?(error: Error): void;
    });
    execute(data: Buffer): void;
  }
}
