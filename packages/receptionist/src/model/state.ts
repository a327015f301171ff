import type { Slot } from '@vaani/clinic';
import type { Language, ToolCall } from '../brain.ts';
import type { DialogueState } from '../rules/state.ts';
import type { TalkMessage } from './model.ts';

/** All that a turn of the model needs, as plain data. */
export interface ModelState {
  /** `rules`: the model failed or its budget is spent; the rules go on with what was gathered. */
  mode: 'model' | 'rules';
  /** The rules' own state, kept in step: what they would go on from. */
  dialogue: DialogueState;
  /** What was said and done, behind the prompt. The assistant's words are those that were heard. */
  messages: TalkMessage[];
  facts: string;
  /** In which the prompt is written. Changes when a language is asked for, not with every sentence: the prompt is known to the provider. */
  promptLanguage: Language;
  /** Slots that tools answered in this call. */
  slots: Slot[];
  /** Tools that the model asked for at once, and that have not run. */
  pending: ToolCall[];
  /** A write that was read back and waits for the caller's word. */
  awaiting: ToolCall | null;
  /** Trips to the model since the caller spoke. */
  trips: number;
  /** The model said something since the caller spoke. */
  hasSpoken: boolean;
  spentTokens: number;
  calls: number;
}

/** Trips that one turn of the caller may take: more is a model that goes in circles. */
export const MOST_TRIPS = 6;

/** What a whole call may cost in tokens that were not known before. Then the rules go on. */
export const TOKEN_BUDGET = 120_000;

/** So much of the talk the model is told again; cut in strides, so that its beginning seldom changes. */
export const MOST_MESSAGES = 60;
export const KEPT_MESSAGES = 40;
