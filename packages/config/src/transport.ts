import tls from 'node:tls';

/**
 * Sets the lowest TLS version of every connection that this process opens: 1.3, or 1.2 by the setting VAANI_TLS_MIN.
 * Call it before the first connection.
 */
export function requireTls(settings: { tlsMinVersion: 'TLSv1.2' | 'TLSv1.3' }): void {
  tls.DEFAULT_MIN_VERSION = settings.tlsMinVersion;
}
