/** No message is open: the list of the layout is the page. */
export default function NoMessagePage() {
  return null;
}
