/** What passes between the pool and its worker threads. */
export type ToWorker =
  | { kind: 'open'; session: number }
  | { kind: 'grammar'; session: number; jsgf: string; isHindi: boolean; request: number }
  | { kind: 'begin'; session: number }
  | { kind: 'audio'; session: number; pcm: Int16Array }
  | { kind: 'end'; session: number; request: number }
  | { kind: 'close'; session: number };

export type FromWorker =
  | { kind: 'opened'; session: number }
  | { kind: 'grammar-set'; session: number; request: number; error?: string }
  | { kind: 'partial'; session: number; text: string }
  | { kind: 'result'; session: number; request: number; text: string; score: number; isRejected: boolean }
  | { kind: 'broken'; session: number; message: string };
