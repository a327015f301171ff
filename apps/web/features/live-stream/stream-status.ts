/**
 * How a page stands to the clinic's events: on its way, live, behind (the server says that its bus is away), or offline
 * (the server is not reached).
 */
export type StreamStatus = 'connecting' | 'live' | 'behind' | 'offline';
