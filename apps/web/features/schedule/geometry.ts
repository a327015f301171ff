/** Height of a minute on the grid: a quarter of an hour holds one line of text. */
export const PX_PER_MIN = 1.6;
