/** Seconds after which an earlier delay is forgotten at the latest, half of them at the soonest. */
const memory = 10;

/**
 * Follows a clock elsewhere by messages that say its time: what took the way here in the least time
 * is believed. Returns how much later our clock is, given both, in seconds.
 *
 * Only the last seconds count: a sound card is not quite as fast as our clock, and one that was out
 * of order for a while goes on from where it stood.
 */
export function follow() {
  let [least, before, since] = [Infinity, Infinity, -Infinity];
  return (theirs, ours) => {
    if (ours - since > memory / 2) {
      before = ours - since > memory ? Infinity : least;
      [least, since] = [Infinity, ours];
    }
    least = Math.min(least, ours - theirs);
    return Math.min(least, before);
  };
}
