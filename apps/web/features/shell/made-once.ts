/** What takes longer to make than to use, as a format of dates does: one for each that it is made of, whoever asks. */
export function madeOnce<A extends string[], V>(make: (...of: A) => V): (...of: A) => V {
  const made = new Map<string, V>();
  return (...of) => {
    const name = of.join(' ');
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(...of);
    made.set(name, value);
    return value;
  };
}
