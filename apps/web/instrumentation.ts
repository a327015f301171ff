/** Runs once when the server starts: reads the settings, so that a missing one stops it here and not at the first visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { closeWebDeps, webDeps } = await import('./server/deps.ts');
  const deps = webDeps();
  deps.logger.info('web is up', { port: deps.settings.port });
  const { startTracing } = await import('@vaani/observability');
  const tracing = await startTracing({ service: 'web', endpoint: deps.settings.otlpEndpoint });
  const { onProcessEnd } = await import('./server/process-end.ts');
  onProcessEnd(() => {
    Promise.all([tracing.close(), closeWebDeps()]).catch((error: unknown) => {
      deps.logger.error('could not close cleanly', { error: error instanceof Error ? error : new Error('unknown') });
    });
  });
}
