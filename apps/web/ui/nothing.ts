/**
 * What stands in the place of a part that is still being fetched. A `dynamic` part without a `loading` has no boundary of its own: until it is there everything up to the
 * route's own `loading` is hidden, the sheet that it opens in and the page behind it.
 */
export const nothing = () => null;
