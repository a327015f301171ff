import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { FeedItem, LiveEventId } from '@vaani/live';
import { type LiveMessage, textOf } from './live-schemas.ts';
import { mayReceive, type Viewer } from './live-visibility.ts';

type Told = TrackedEnvelope<LiveMessage> | LiveMessage;

/**
 * What one browser is told of a batch: the events that its person may know as one message, and between them, in their place, how the stream stands.
 * @param version of the person's session: once it is over, nothing more is told.
 */
export function createTelling(viewer: Viewer, version: number) {
  let texts: string[] = [];
  let lastId: LiveEventId | undefined;
  let isOver = false;

  function* rest(): Generator<Told> {
    if (lastId === undefined) return;
    yield tracked(lastId, { kind: 'events', items: `[${texts.join(',')}]` });
    texts = [];
    lastId = undefined;
  }

  return {
    rest,
    *take(item: FeedItem): Generator<Told> {
      if (isOver) return;
      if ('snapshot' in item) {
        yield* rest();
        yield tracked(item.at, { kind: 'snapshot' });
      } else if ('behind' in item) {
        yield* rest();
        yield { kind: 'behind' };
      } else if ('caughtUp' in item) {
        yield* rest();
        yield tracked(item.at, { kind: 'caught-up' });
      } else if (mayReceive(viewer, item.event)) {
        // The session is over: the stream closes, and the page that opens it anew is sent to sign in.
        if (item.event.type === 'user.session' && item.event.data.version > version) {
          isOver = true;
          return;
        }
        texts.push(textOf(item));
        lastId = item.id;
      }
    },
    isOver: () => isOver,
  };
}
