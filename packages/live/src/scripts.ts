import type { Redis } from 'ioredis';

/**
 * Next number, log, publish: in one script, so that nothing is published that is not logged, and numbers come in order. A number joined to
 * text would become "1.0" in some interpreters, so it is formatted. The log is trimmed by count, and by age a few entries at a time.
 * KEYS: sequence, epoch, log. ARGV: channel, body, fresh epoch, greatest length, time in ms, greatest age in ms.
 */
const publish = `
local epoch = redis.call('GET', KEYS[2])
if not epoch then
  epoch = ARGV[3]
  redis.call('SET', KEYS[2], epoch)
  redis.call('DEL', KEYS[1], KEYS[3])
end
local number = string.format('%d', redis.call('INCR', KEYS[1]))
local entry = epoch .. '.' .. number .. ' ' .. ARGV[5] .. ' ' .. ARGV[2]
redis.call('ZADD', KEYS[3], number, entry)
local excess = redis.call('ZCARD', KEYS[3]) - tonumber(ARGV[4])
if excess > 0 then
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, excess - 1)
end
for _, old in ipairs(redis.call('ZRANGE', KEYS[3], 0, 2)) do
  local at = tonumber(string.match(old, '^%S+ (%d+) '))
  if at and at < tonumber(ARGV[5]) - tonumber(ARGV[6]) then
    redis.call('ZREM', KEYS[3], old)
  end
end
redis.call('PEXPIRE', KEYS[3], ARGV[6])
redis.call('PUBLISH', ARGV[1], entry)
return epoch .. '.' .. number
`;

/** Counts one use within a fixed window. KEYS: counter. ARGV: window in ms. Answers count and milliseconds left. */
const count = `
local used = redis.call('INCR', KEYS[1])
if used == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { used, left }
`;

/** Takes a value away and answers it: a ticket is spent once, whoever asks at the same moment. */
const take = `
local value = redis.call('GET', KEYS[1])
if value then
  redis.call('DEL', KEYS[1])
end
return value
`;

export interface PublishRequest {
  sequence: string;
  epoch: string;
  log: string;
  channel: string;
  body: string;
  freshEpoch: string;
  /** Milliseconds since the epoch. */
  now: number;
  mostEntries: number;
  mostAgeMs: number;
}

/** Answers the id of the event: `epoch.number`. */
export async function runPublish(redis: Redis, r: PublishRequest): Promise<string> {
  const values = [r.channel, r.body, r.freshEpoch, r.mostEntries, r.now, r.mostAgeMs].map(String);
  return String(await redis.eval(publish, 3, r.sequence, r.epoch, r.log, ...values));
}

export async function runCount(redis: Redis, key: string, windowMs: number): Promise<{ used: number; leftMs: number }> {
  const [used, left] = (await redis.eval(count, 1, key, String(windowMs))) as [number, number];
  return { used: Number(used), leftMs: Number(left) };
}

export async function runTake(redis: Redis, key: string): Promise<string | null> {
  const value = await redis.eval(take, 1, key);
  return typeof value === 'string' ? value : null;
}
