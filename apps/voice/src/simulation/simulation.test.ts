// Guards the whole session, in virtual time: what must never be is looked for in five hundred calls, and every way to break a rule is seen to be found.
import { describe, expect, it } from 'vitest';
import { createSimulation, type Plant } from './simulation.ts';

const SEEDS = 500;

describe('calls from their seeds', () => {
  it(`break no rule in ${SEEDS} of them`, { timeout: 600_000 }, async () => {
    const broken: string[] = [];
    const counts = {
      ...{ interrupted: 0, resumed: 0, writes: 0, turns: 0, foreseen: 0, inVain: 0 },
      ...{ acts: 0, takeOvers: 0, switches: 0, keys: 0, limits: 0, gaps: 0 },
    };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const call = await createSimulation(seed).run();
      for (const { rule, detail, at } of call.violations)
        broken.push(`${rule} at ${at}: ${detail}. npm run simulate -- --seed ${seed}`);
      for (const key of [
        'interrupted',
        'resumed',
        'writes',
        'turns',
        'foreseen',
        'inVain',
        'acts',
        'takeOvers',
        'switches',
        'keys',
        'limits',
        'gaps',
      ] as const)
        counts[key] += call.counts[key];
    }
    expect(broken).toEqual([]);
    // What is guarded did happen.
    expect(counts.turns).toBeGreaterThan(3_000);
    expect(counts.interrupted).toBeGreaterThan(200);
    expect(counts.resumed).toBeGreaterThan(50);
    expect(counts.writes).toBeGreaterThan(50);
    expect(counts.foreseen).toBeGreaterThan(200);
    expect(counts.inVain).toBeGreaterThan(50);
    expect(counts.acts).toBeGreaterThan(200);
    expect(counts.takeOvers).toBeGreaterThan(50);
    expect(counts.switches).toBeGreaterThan(500);
    expect(counts.keys).toBeGreaterThan(200);
    expect(counts.limits).toBeGreaterThan(5);
    expect(counts.gaps).toBeGreaterThan(200);
  });

  it('are the same call each time', async () => {
    const [one, two] = [await createSimulation(4711).run(), await createSimulation(4711).run()];
    expect(one).toEqual(two);
    expect((await createSimulation(4712).run()).events).not.toEqual(one.events);
  });
});

/** What a session would do that forgot something. */
const plants: [what: string, plant: Plant, rule: string][] = [
  [
    'forgets to empty the line when the caller cuts in',
    (whole) => ({
      ...whole,
      line: { send: (audio) => whole.line.send(audio), mark: (name) => whole.line.mark(name), clear: () => undefined },
    }),
    'never two replies at once',
  ],
  [
    'runs a tool twice',
    (whole) => ({
      ...whole,
      async execute(call, context) {
        await whole.execute?.(call, context);
        return (await whole.execute?.(call, context)) ?? { ok: false, code: 'none' };
      },
    }),
    'no tool runs twice',
  ],
  [
    'leaves a timer',
    (whole) => ({
      ...whole,
      clock: {
        ...whole.clock,
        every(periodMs, work) {
          whole.clock.every(periodMs, work);
          return () => undefined;
        },
      },
    }),
    'every timer is stopped',
  ],
  [
    'closes no recogniser',
    (whole) => ({
      ...whole,
      stt: { ...whole.stt, open: (request) => whole.stt.open({ ...request, signal: never }).then(unclosed) },
    }),
    'everything that was opened is closed',
  ],
];
const never = new AbortController().signal;
const unclosed = <S extends { close(): Promise<void> }>(stream: S): S => ({ ...stream, close: async () => undefined });

describe('a fault in the session', () => {
  it.each(plants)('that %s is found in the first fifty calls', async (_, plant, rule) => {
    const found = new Set<string>();
    for (let seed = 1; seed <= 50 && found.size === 0; seed++)
      for (const violation of (await createSimulation(seed, plant).run()).violations) found.add(violation.rule);
    expect([...found]).toEqual([rule]);
  });
});
