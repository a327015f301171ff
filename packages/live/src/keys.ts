/** Names in Redis: ids only, never a number or a name. */
export const keys = {
  sequence: (clinicId: string) => `vaani:${clinicId}:sequence`,
  epoch: (clinicId: string) => `vaani:${clinicId}:epoch`,
  log: (clinicId: string) => `vaani:${clinicId}:log`,
  channel: (clinicId: string) => `vaani:${clinicId}:events`,
  calls: (clinicId: string) => `vaani:${clinicId}:calls`,
  call: (clinicId: string, callId: string) => `vaani:${clinicId}:call:${callId}`,
  commands: (workerId: string) => `vaani:worker:${workerId}:commands`,
  command: (id: string) => `vaani:command:${id}`,
  acknowledgements: (asker: string) => `vaani:acks:${asker}`,
  ticket: (hash: string) => `vaani:ticket:${hash}`,
  rate: (key: string) => `vaani:rate:${key}`,
  cache: (key: string) => `vaani:cache:${key}`,
  cacheGroup: (group: string) => `vaani:cache-group:${group}`,
};
