// Guards what the record says of an answer: how long its words and its sound took, from the moment the caller's turn was over.
import type { CallTurnInput } from '@vaani/clinic';
import { createMetrics } from '@vaani/observability';
import type { SayAction } from '@vaani/receptionist';
import { expect, it } from 'vitest';
import { createVoiceMetrics } from '../metrics.ts';
import { createPlayer } from '../playback/player.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { quickVoice, slowVoice } from '../testing/stand-ins.ts';
import { createReplies } from './replies.ts';
import { createUsageMeter } from './usage.ts';

const say = (text: string, purpose: SayAction['purpose'] = 'reply'): SayAction => ({
  ...{ kind: 'say', text, language: 'en', purpose },
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function talking(tts = quickVoice()) {
  const clock = createManualClock();
  const written: CallTurnInput[] = [];
  let index = 0;
  const player = createPlayer(
    { send: () => undefined, mark: (name) => player.mark(name), clear: () => undefined },
    clock,
  );
  const replies = createReplies({
    ...{ player, tts, clock, callId: 'a call', language: 'en' as const },
    desk: { words: () => undefined } as never,
    writer: { turn: (turn: CallTurnInput) => written.push(turn) } as never,
    metrics: createVoiceMetrics(createMetrics({ service: 'replies', hasProcessMetrics: false })),
    usage: createUsageMeter(),
    newTurn: () => ({ turnId: `turn ${index}`, index: index++ }),
    sinceStart: () => Math.round(clock.monotonic()),
    events: { onHeard: () => undefined, onPlayed: () => undefined, onVoiceFailure: () => undefined },
  });
  const played = async () => {
    replies.finish();
    await settled();
    for (let step = 0; step < 200 && replies.isOpen; step++) clock.pass(20);
  };
  return { clock, replies, written, played };
}

it('tells the first token from the first words and the sound, where all were waited for', async () => {
  const voice = slowVoice();
  const { clock, replies, written, played } = talking(voice);
  clock.pass(1_000);
  replies.answers(clock.monotonic() - 400);
  clock.pass(120);
  replies.thought();
  clock.pass(80);
  replies.thought();
  replies.say(say('At ten.'));
  clock.pass(150);
  voice.let();
  await settled();
  await played();
  expect(written).toMatchObject([
    { text: 'At ten.', gapMs: 750, record: { firstTokenMs: 120, llmMs: 200, ttsMs: 150, characters: 7 } },
  ]);
});

it('counts neither where the answer was made while the caller spoke', async () => {
  const { clock, replies, written, played } = talking();
  const answer = say('At ten.');
  replies.thought();
  replies.prepare(answer);
  await settled();
  clock.pass(1_000);
  replies.answers(clock.monotonic() - 400);
  replies.say(answer);
  await settled();
  await played();
  expect(written).toMatchObject([{ gapMs: 400, record: { firstTokenMs: 0, llmMs: 0, ttsMs: 0 } }]);
});

it('counts the wait to the answer, not to the filler before it', async () => {
  const { clock, replies, written, played } = talking();
  clock.pass(1_000);
  replies.answers(clock.monotonic() - 400);
  clock.pass(1_900);
  replies.say(say('One moment, please.', 'filler'));
  await settled();
  clock.pass(1_000);
  replies.say(say('At ten.'));
  await settled();
  await played();
  expect(written).toMatchObject([{ text: 'One moment, please. At ten.', gapMs: 3_300, record: { llmMs: 2_900 } }]);
});

it('gives no earlier wait to what is said later of our own accord', async () => {
  const { clock, replies, written, played } = talking();
  replies.answers(clock.monotonic());
  clock.pass(1_900);
  replies.say(say('One moment, please.', 'filler'));
  await settled();
  replies.say(say('At ten.'));
  await settled();
  await played();
  clock.pass(8_000);
  replies.say(say('Are you still there?'));
  await settled();
  await played();
  expect(written).toHaveLength(2);
  expect(written[1]).not.toHaveProperty('gapMs');
});

it('tells no times where nobody had asked', async () => {
  const { replies, written, played } = talking();
  replies.say(say('Are you still there?'));
  await settled();
  await played();
  expect(written).toHaveLength(1);
  expect(written[0]?.record).not.toHaveProperty('llmMs');
});
