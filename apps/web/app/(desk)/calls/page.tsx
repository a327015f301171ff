/** No call is open: the list of the layout is the page. */
export default function CallsPage() {
  return null;
}
