/** Does something once the menu that asked for it has closed and given the focus back: what opens then can take it, and keeps it. */
export function afterMenu(act: () => void): void {
  requestAnimationFrame(() => act());
}
