// Guards the order of channels: what speaks against one leads to the next, and what is left says why.
import { describe, expect, it } from 'vitest';
import { localChannel, type MessageChannel } from './channel.ts';
import { type Candidate, chooseChannel, reachable } from './choose-channel.ts';
import type { ChannelName } from './kinds.ts';

const channel = (
  name: ChannelName,
  template: MessageChannel['capabilities']['template'] = 'never',
): MessageChannel => ({
  ...localChannel,
  channel: name,
  capabilities: { ...localChannel.capabilities, template },
});
const candidate = (over: Partial<Candidate> & { channel: MessageChannel }): Candidate => ({
  sender: null,
  address: '+919820000001',
  hasOptedOut: false,
  isRefused: false,
  refusals: 0,
  template: null,
  isAnswering: false,
  ...over,
});
const sms = (over: Partial<Candidate> = {}) =>
  candidate({ channel: channel('sms', 'india'), template: { id: '1107', text: null }, ...over });
const email = (over: Partial<Candidate> = {}) => candidate({ channel: channel('email'), address: 'a@b.in', ...over });
const whatsapp = (over: Partial<Candidate> = {}) =>
  candidate({ channel: channel('whatsapp', 'unless-answering'), ...over });

const chosen = (...candidates: Candidate[]): string => {
  const choice = chooseChannel(candidates);
  return choice.kind === 'send' ? choice.candidate.channel.channel : choice.reason;
};

describe('the channel of a message', () => {
  it('is the clinic’s first', () => {
    expect(chosen(sms(), email())).toBe('sms');
    expect(chosen(email(), sms())).toBe('email');
  });

  it.each([
    ['has no address', { address: null }],
    ['is not wanted', { hasOptedOut: true }],
    ['refused for good', { isRefused: true }],
    ['has no template for India', { template: null }],
    ['was busy four times', { refusals: 4 }],
  ])('is the next where it %s', (_, over) => {
    expect(chosen(sms(over), email())).toBe('email');
  });

  it('is tried longer where there is no other', () => {
    expect(chosen(sms({ refusals: 4 }))).toBe('sms');
    expect(chosen(sms({ refusals: 20 }))).toBe('refused');
  });

  it('needs a template in India only, and on WhatsApp unless somebody is answering', () => {
    expect(chosen(sms({ template: null, address: '+12125550123' }))).toBe('sms');
    expect(chosen(whatsapp())).toBe('no-template');
    expect(chosen(whatsapp({ isAnswering: true }))).toBe('whatsapp');
  });

  it('where there is none, is told by the first that could have reached somebody', () => {
    expect(chosen(sms({ address: null }), email({ address: null }))).toBe('no-address');
    expect(chosen(email({ address: null }), sms({ template: null }))).toBe('no-template');
    expect(chosen(sms({ isRefused: true }), whatsapp())).toBe('refused');
    expect(chosen(sms({ hasOptedOut: true }), email({ address: null }))).toBe('opted-out');
    expect(chosen()).toBe('no-channel');
  });
});

describe('a phone', () => {
  it.each([
    ['+919820000001', '+919820000001'],
    ['+916000100001', '+916000100001'],
    ['+912266000001', null],
    ['+911416000099', null],
    ['+12125550123', '+12125550123'],
  ])('%s is written to at %s', (phone, address) => {
    expect(reachable(phone)).toBe(address);
  });
});
