/** Doing something whose failure is worth a notice. */

import { Refused } from "../core/api.js";
import { applySeen } from "../core/events.js";
import { notice } from "./notice.js";

/**
 * Waits for an act; shows a notice if it was refused or the app failed. Gives the answer, or null.
 * `told`: the caller says itself what went wrong in the app.
 */
export async function attempt(doing, { told = false } = {}) {
  try {
    const answer = await doing;
    if (answer.seen) await applySeen(answer.seen);
    if (answer.seen?.error && !told) notice(answer.seen.error);
    return answer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    notice(error.message);
    return null;
  }
}
