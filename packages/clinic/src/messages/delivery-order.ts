/** What became of an attempt. Mirrors the enum `delivery_status`. */
export type DeliveryStatus = 'attempted' | 'unknown' | 'accepted' | 'sent' | 'failed' | 'delivered' | 'read';

/**
 * Reports arrive twice and out of order: what stands only goes forward along this. A message that reached somebody is never one that failed, whatever
 * comes later.
 */
const order: readonly DeliveryStatus[] = ['attempted', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'];

/** Is this further along than what stands? */
export function isForward(from: DeliveryStatus, to: DeliveryStatus): boolean {
  return order.indexOf(to) > order.indexOf(from);
}
