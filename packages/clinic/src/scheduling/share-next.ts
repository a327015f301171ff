/** One reading under way, and the one that begins when it ends, which those who ask meanwhile share. */
interface Readings {
  running: Promise<unknown>;
  next: Promise<unknown> | undefined;
}

const kept = new WeakMap<object, Map<string, Readings>>();

/**
 * Shares a reading between all who ask for it while another of its kind runs. Nobody is given one that began before they asked: what somebody has just
 * written themselves is in it.
 * @param owner what the readings are made with, and forgotten with.
 */
export function shareNext<T>(owner: object, key: string, read: () => Promise<T>): Promise<T> {
  const readings = kept.get(owner) ?? new Map<string, Readings>();
  kept.set(owner, readings);
  const known = readings.get(key);
  if (known === undefined) return begin(readings, key, read);
  known.next ??= known.running.then(
    () => begin(readings, key, read),
    () => begin(readings, key, read),
  );
  return known.next as Promise<T>;
}

function begin<T>(readings: Map<string, Readings>, key: string, read: () => Promise<T>): Promise<T> {
  const running = read();
  const current: Readings = { running, next: undefined };
  readings.set(key, current);
  const end = () => {
    if (readings.get(key) === current && current.next === undefined) readings.delete(key);
  };
  running.then(end, end);
  return running;
}
