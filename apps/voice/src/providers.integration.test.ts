// Guards calls that are heard, thought and spoken by providers, with their real SDKs over the sandbox: bookings in three languages.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ProviderCalls, scenarioOf, startProviderCalls } from './testing/provider-calls.ts';

let calls: ProviderCalls;
beforeAll(async () => {
  calls = await startProviderCalls(['book-english', 'book-hindi', 'book-hinglish']);
}, 180_000);
afterAll(() => calls.close());

describe('a booking over providers', () => {
  it.concurrent.for([
    { name: 'book-english', doctor: 'Dr Anita Sharma', language: 'en' },
    { name: 'book-hindi', doctor: 'Dr Suresh Rao', language: 'hi' },
    { name: 'book-hinglish', doctor: 'Dr Anita Sharma', language: 'hi-en' },
  ])('goes well: $name', { timeout: 180_000 }, async ({ name, doctor, language }, { expect }) => {
    const mine = await calls.start();
    const { detail, story } = await calls.call(mine, scenarioOf(name));
    expect(detail.outcome, story).toBe('booked');
    expect(detail.language, story).toBe(language);
    expect(detail.appointments, story).toMatchObject([{ doctorName: doctor, status: 'scheduled' }]);
    // Heard by Deepgram as it was said, with its confidence; spoken by Cartesia.
    for (const turn of detail.turns.filter(({ who, isUnclear }) => who === 'caller' && !isUnclear))
      expect(turn.confidence, turn.text).toBeGreaterThan(0.9);
    const { deepgram, openai, cartesia } = mine.sandbox;
    expect(cartesia.asked().length).toBeGreaterThan(3);
    const [stream] = deepgram.streams();
    expect(stream?.query.get('model')).toBe('nova-3');
    expect(stream?.query.getAll('keyterm')).toEqual(expect.arrayContaining(['Dr Anita Sharma', 'डॉ सुरेश राव']));
    // The model thought, to the end: nobody else was asked, and every token stands in the record.
    expect(openai.chats().length, story).toBeGreaterThan(4);
    expect(mine.worker.events.filter(({ kind }) => kind === 'switched')).toEqual([]);
    // Of an answer that was begun ahead and thrown away the service tells no usage: that is reckoned, and comes on top.
    const whole = openai.chats().filter(({ isAborted }) => !isAborted);
    const { openai: counted } = await calls.tokensOf(detail.id);
    expect(counted?.cachedTokens).toBeGreaterThanOrEqual(
      whole.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0),
    );
    expect(counted?.promptTokens).toBeGreaterThan(counted?.cachedTokens ?? Infinity);
    expect(counted?.completionTokens).toBeGreaterThan(0);
    // A minute of hearing, some hundred characters of speech, some ten thousand tokens: between one and twenty rupees.
    expect(detail.costPaise).toBeGreaterThan(100);
    expect(detail.costPaise).toBeLessThan(2_000);
    // What a call opened ends with it.
    await expect.poll(() => deepgram.connections).toBe(0);
    expect([stream?.isOpen, cartesia.contexts()]).toEqual([false, 0]);
  });
});
