import 'server-only';

/** Runs `stop` once, when the process is told to end. */
export function onProcessEnd(stop: () => void): void {
  let isCalled = false;
  const once = () => {
    if (!isCalled) stop();
    isCalled = true;
  };
  process.once('SIGTERM', once);
  process.once('SIGINT', once);
}
