/** What passes between a voice and the thread or process that speaks. */
export interface ToVoice {
  request: number;
  text: string;
  voice: 'agent' | 'caller';
  /** 1 is ordinary. */
  speed: number;
}

export type FromVoice = { request: number; sampleRate: number; pcm: Int16Array } | { request: number; error: string };
