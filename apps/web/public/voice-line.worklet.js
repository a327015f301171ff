// Runs in the browser's audio thread: nothing here but passing sound on. Rates and marks are dealt with by the page.

/** Gives the page what the microphone hears, 20 ms at a time. */
class VoiceLineCapture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Float32Array(Math.round(sampleRate / 50));
    this.filled = 0;
  }

  process([input]) {
    const channel = input?.[0];
    if (channel === undefined) return true;
    for (const sample of channel) {
      this.piece[this.filled++] = sample;
      if (this.filled < this.piece.length) continue;
      this.port.postMessage(this.piece.slice());
      this.filled = 0;
    }
    return true;
  }
}

/** Plays what the page queues, in order. */
class VoiceLinePlayback extends AudioWorkletProcessor {
  constructor() {
    super();
    /** What comes late by less than this is not heard as a gap. */
    this.cushion = Math.round(sampleRate * 0.06);
    this.restart(0);
    this.port.onmessage = ({ data }) => {
      if (data.clear) this.restart(data.run);
      else if (data.run === this.run) {
        this.queue.push(data.samples);
        this.waiting += data.samples.length;
      }
    };
  }

  restart(run) {
    this.run = run;
    this.queue = [];
    this.offset = 0;
    this.waiting = 0;
    this.waited = 0;
    this.played = 0;
    this.told = 0;
    this.isPlaying = false;
  }

  process(_inputs, [output]) {
    const channel = output[0];
    if (!this.isPlaying && this.waiting > 0) {
      this.waited += channel.length;
      // A last short piece is played too, once nothing has joined it for as long as the cushion.
      this.isPlaying = this.waiting >= this.cushion || this.waited >= this.cushion;
    }
    if (this.isPlaying) this.fill(channel);
    if (this.played !== this.told && (!this.isPlaying || this.played - this.told >= sampleRate / 50)) {
      this.told = this.played;
      this.port.postMessage({ run: this.run, played: this.played });
    }
    return true;
  }

  fill(channel) {
    for (let index = 0; index < channel.length; index++) {
      const piece = this.queue[0];
      if (piece === undefined) {
        this.isPlaying = false;
        this.waited = 0;
        return;
      }
      channel[index] = piece[this.offset++];
      this.played++;
      this.waiting--;
      if (this.offset < piece.length) continue;
      this.queue.shift();
      this.offset = 0;
    }
  }
}

registerProcessor('voice-line-capture', VoiceLineCapture);
registerProcessor('voice-line-playback', VoiceLinePlayback);
