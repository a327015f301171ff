/** No patient is open: the list of the layout is the page. */
export default function Page() {
  return null;
}
