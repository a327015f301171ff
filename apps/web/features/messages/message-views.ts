/** What the page of messages shows; it stands in the address. `todo`: what waits for a person. */
export const messageViews = ['todo', 'due', 'sent', 'all'] as const;
export type MessageView = (typeof messageViews)[number];

/** Reads the view from an address; what is not known there is the first one. */
export function readView(search: { get(name: string): string | null }): MessageView {
  return messageViews.find((view) => view === search.get('show')) ?? 'todo';
}

/** The address' part for a view: "?show=sent", or "" for the first one. */
export const writeView = (view: MessageView): string => (view === 'todo' ? '' : `?show=${view}`);
