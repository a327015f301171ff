import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type CallSnapshot, callSnapshotSchema } from './events.ts';
import { keys } from './keys.ts';
import type { LiveCipher } from './wire.ts';

/** A call that no worker has touched for so long is gone with its worker. */
const LIFE_MS = 30_000;

/**
 * The calls under way, as their workers see them. Nothing here lasts: an entry lives as long as its worker says so. With Redis down writing is
 * passed over (and counted), the list is empty and nobody owns anything: `Live.status()` tells the two apart.
 */
export interface CallRegistry {
  put(clinicId: string, snapshot: CallSnapshot): Promise<void>;
  /** The worker's heartbeat, every few seconds. Answers the calls that are no longer there (Redis was lost): put those again. */
  touch(clinicId: string, callIds: string[]): Promise<string[]>;
  remove(clinicId: string, callId: string): Promise<void>;
  /** The longest first. */
  list(clinicId: string): Promise<CallSnapshot[]>;
  /** The worker that owns a call, or null. */
  owner(clinicId: string, callId: string): Promise<string | null>;
}

const storedSchema = z.object({
  open: z.looseObject({ callId: z.string(), workerId: z.string() }),
  sealed: z.string(),
});

export function createCallRegistry(deps: {
  redis: Redis;
  cipherFor: (clinicId: string) => Promise<LiveCipher>;
  onUnwritten: (error: unknown) => void;
  onMalformed: () => void;
}): CallRegistry {
  const { redis, cipherFor, onUnwritten } = deps;

  function open(text: string, cipher: LiveCipher): CallSnapshot | null {
    try {
      return openSnapshot(text, cipher);
    } catch {
      // Another version's worker wrote it.
      deps.onMalformed();
      return null;
    }
  }

  return {
    async put(clinicId, snapshot) {
      const { personal, ...open } = snapshot;
      const sealed = (await cipherFor(clinicId)).sealText(`call|${snapshot.callId}`, JSON.stringify(personal));
      const text = JSON.stringify({ open, sealed });
      try {
        await redis.set(keys.call(clinicId, snapshot.callId), text, 'PX', LIFE_MS);
        await redis.sadd(keys.calls(clinicId), snapshot.callId);
      } catch (error) {
        onUnwritten(error);
      }
    },
    async touch(clinicId, callIds) {
      if (callIds.length === 0) return [];
      try {
        const kept = await Promise.all(callIds.map((id) => redis.pexpire(keys.call(clinicId, id), LIFE_MS)));
        await redis.sadd(keys.calls(clinicId), ...callIds);
        return callIds.filter((_, index) => kept[index] === 0);
      } catch (error) {
        onUnwritten(error);
        return callIds;
      }
    },
    async remove(clinicId, callId) {
      try {
        await redis.del(keys.call(clinicId, callId));
        await redis.srem(keys.calls(clinicId), callId);
      } catch (error) {
        onUnwritten(error);
      }
    },
    async list(clinicId) {
      if (redis.status !== 'ready') return [];
      const ids = await redis.smembers(keys.calls(clinicId));
      if (ids.length === 0) return [];
      const texts = await redis.mget(...ids.map((id) => keys.call(clinicId, id)));
      const gone = ids.filter((_, index) => texts[index] === null);
      if (gone.length > 0) await redis.srem(keys.calls(clinicId), ...gone);
      const cipher = await cipherFor(clinicId);
      return texts
        .filter((text) => typeof text === 'string')
        .map((text) => open(text, cipher))
        .filter((snapshot) => snapshot !== null)
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    async owner(clinicId, callId) {
      if (redis.status !== 'ready') return null;
      const text = await redis.get(keys.call(clinicId, callId));
      return text === null ? null : storedSchema.parse(JSON.parse(text)).open.workerId;
    },
  };
}

/** @throws where the text is no snapshot, or does not open. */
function openSnapshot(text: string, cipher: LiveCipher): CallSnapshot {
  const { open, sealed } = storedSchema.parse(JSON.parse(text));
  return callSnapshotSchema.parse({ ...open, personal: JSON.parse(cipher.openText(`call|${open.callId}`, sealed)) });
}
