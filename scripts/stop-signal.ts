// Ctrl-C for commands that must tidy up. Not a command.

/** How long what was started may take to stop. */
const STOP_MS = 20_000;

/** Aborted by the first Ctrl-C, so that what runs stops what it started; a second one, or too long a wait, ends this process. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const onSignal = () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort(new Error('Stopped.'));
    setTimeout(() => process.exit(130), STOP_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return stopping.signal;
}
