import type { Metrics } from '@vaani/observability';
import type { ModelUsage } from '@vaani/providers';

const latencies = [50, 100, 200, 300, 400, 500, 600, 800, 1_000, 1_200, 1_500, 2_000, 3_000, 5_000];

/** What the voice service counts. Labels are never personal. */
export function createVoiceMetrics(metrics: Metrics) {
  const bookings = metrics.counter('voice_bookings_total', 'Bookings that were tried', ['result']);
  const successRate = metrics.gauge(
    'appointment_booking_success_rate',
    'Share of bookings tried by this process that succeeded, 0–1; absent before the first',
  );
  const tried = { booked: 0, refused: 0 };
  const foresights = metrics.counter('voice_speculations_total', 'Answers that were begun before the turn was over', [
    'result',
  ]);
  const sessions = metrics.gauge('voice_active_sessions', 'Calls under way');
  const duration = metrics.histogram(
    'voice_session_duration_sec',
    'Length of calls, seconds',
    [10, 30, 60, 120, 180, 300, 420, 600, 900],
    ['outcome'],
  );
  const wastedTokens = metrics.counter(
    'voice_wasted_tokens_total',
    'Tokens of answers that were thrown away, reckoned',
    ['kind'],
  );
  const deskActs = metrics.counter('voice_desk_acts_total', 'What people at the desk did with calls', [
    'act',
    'result',
  ]);
  const deskAckTimes = metrics.histogram(
    'voice_desk_ack_ms',
    'From a command of the desk to its answer, ms',
    [1, 2, 5, 10, 20, 50, 100, 200, 300, 1_000],
    ['act'],
  );
  return {
    gap: metrics.histogram(
      'voice_e2e_latency_ms',
      'From the caller’s last sound to the first frame of the reply, ms',
      latencies,
    ),
    ownShare: metrics.histogram(
      'voice_own_latency_ms',
      'Of that, what is neither a provider’s nor the wait for the end of the turn, ms',
      [1, 2, 5, 10, 15, 20, 30, 50, 100],
    ),
    frameJitter: metrics.histogram(
      'voice_frame_jitter_ms',
      'How far from 20 ms after the one before it a frame of a reply was sent, ms',
      [1, 2, 5, 10, 15, 20, 30, 50, 100],
    ),
    sttLatency: metrics.histogram('voice_stt_latency_ms', 'From the end of a turn to its transcript, ms', latencies),
    ttsLatency: metrics.histogram('voice_tts_latency_ms', 'From a sentence to its first sound, ms', latencies),
    llmLatency: metrics.histogram(
      'voice_llm_latency_ms',
      'From a request of a model to its first words, ms',
      latencies,
    ),
    providerLatency: metrics.histogram(
      'voice_provider_latency_ms',
      'From what a provider was asked to its first answer, or to its failure, ms',
      latencies,
      ['stage', 'provider', 'operation', 'result'],
    ),
    providerSwitches: metrics.counter('voice_provider_switches_total', 'Another provider took over', [
      'stage',
      'from',
      'to',
      'reason',
    ]),
    providerReopenings: metrics.counter('voice_provider_reopenings_total', 'Connections that were lost within a call', [
      'stage',
      'provider',
    ]),
    providerUp: metrics.gauge('voice_provider_up', 'Whether a provider is asked; absent until it first failed', [
      'stage',
      'provider',
    ]),
    requests: metrics.histogram(
      'api_request_duration_ms',
      'From a request to its answer, ms',
      [5, 10, 25, 50, 100, 200, 300, 500, 750, 1_000, 2_000, 5_000],
      ['interface', 'operation', 'status'],
    ),
    malformedFrames: metrics.counter('voice_malformed_messages_total', 'Messages on media streams that were none'),
    framesAmiss: metrics.counter(
      'voice_frames_amiss_total',
      'Frames of callers that were filled with silence, or came too late',
      ['what'],
    ),
    badSignatures: metrics.counter('voice_bad_signatures_total', 'Requests that Twilio did not sign', ['door']),
    refusedStreams: metrics.counter('voice_refused_streams_total', 'Media streams that were refused', ['reason']),
    streamErrors: metrics.counter(
      'voice_stream_errors_total',
      'What Twilio says went wrong with media streams, by its number',
      ['code'],
    ),
    callsFull: metrics.counter('voice_calls_refused_full_total', 'Calls that found no place'),
    callsBlocked: metrics.counter('voice_calls_blocked_total', 'Calls from phones that their clinic blocked'),
    callsLimited: metrics.counter('voice_calls_limited_total', 'Calls from phones that rang too often within an hour'),
    callsCapped: metrics.counter(
      'voice_calls_over_cap_total',
      'Calls that went to people because the clinic’s money of the month was spent',
    ),
    transfers: metrics.counter('voice_transfers_total', 'People who were rung for callers, by what came of it', [
      'result',
    ]),
    endpointWait: metrics.histogram(
      'voice_endpoint_wait_ms',
      'Silence after which a caller’s turn was taken to be over, ms',
      [100, 200, 300, 400, 500, 600, 700, 800, 1_000, 1_400, 1_800],
    ),
    replySounds: metrics.counter('voice_reply_sounds_total', 'Replies, by where their first sound came from', [
      'sound',
      'made',
    ]),
    hedges: metrics.counter('voice_hedged_requests_total', 'Requests of a model that were made a second time', [
      'provider',
      'winner',
    ]),
    deskAct(act: string, result: string, tookMs: number) {
      deskActs.inc({ act, result });
      deskAckTimes.observe({ act }, tookMs);
    },
    bargeIns: metrics.counter('voice_barge_ins_total', 'Replies that the caller cut off'),
    wasted({ promptTokens, cachedTokens, completionTokens }: ModelUsage) {
      wastedTokens.inc({ kind: 'prompt' }, promptTokens - cachedTokens);
      wastedTokens.inc({ kind: 'cached' }, cachedTokens);
      wastedTokens.inc({ kind: 'completion' }, completionTokens);
    },
    foresight: (result: 'used' | 'discarded') => foresights.inc({ result }),
    booking(result: 'booked' | 'refused') {
      bookings.inc({ result });
      tried[result] += 1;
      successRate.set(tried.booked / (tried.booked + tried.refused));
    },
    started: () => sessions.inc(),
    ended(outcome: string, durationMs: number) {
      sessions.dec();
      duration.observe({ outcome }, durationMs / 1_000);
    },
  };
}
export type VoiceMetrics = ReturnType<typeof createVoiceMetrics>;
