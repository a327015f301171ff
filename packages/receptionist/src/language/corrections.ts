import { keysOf } from './lexicon.ts';

/** Words after which what was said before is replaced. */
export const corrections = keysOf(
  'nahi nahin nai nhi no nope not sorry matlab balki actually rather instead mean arre arey oh wait ruko rukiye oops correction galti galat wrong नहीं नही सॉरी मतलब बल्कि अरे रुको रुकिए गलती गलत',
);
