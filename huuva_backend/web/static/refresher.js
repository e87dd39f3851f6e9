// Asks for tickets: one question at a time, so that no older answer can come after a newer one.

import { ask, numberOf, query } from "./api.js";

const GATHER = 80;
const MOST_ORDERS = 100;

/**
 * `begin` is called before each question, and what it answers is given to `shown(answer, ids, begun)` with
 * the answer; `ids` is null where all tickets were asked for. `failed` is called where a question that
 * nobody waits for had no good answer.
 */
export function makeRefresher({ locationId, station, begin, shown, failed }) {
  const wanted = new Set();
  let newest = 0;
  let turn = Promise.resolve();
  let gathering = 0;
  let stopped = false;

  function inTurn(work) {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  async function question(ids) {
    const begun = begin();
    const needed = ids ? newest : 0;
    const parameters = query({ locationId, station, orderId: ids });
    const answer = await ask(`/api/kitchen/tickets?${parameters}`);
    if (stopped) throw new Error("stopped");
    if (numberOf(answer.asOf) < needed) throw new Error("older than the event that asked for it");
    newest = numberOf(answer.asOf);
    shown(answer, ids, begun);
    return answer.asOf;
  }

  async function askForWanted() {
    while (wanted.size > 0) {
      const ids = [...wanted].slice(0, MOST_ORDERS);
      ids.forEach((id) => wanted.delete(id));
      await question(ids);
    }
  }

  /** Everything; answers `asOf`. */
  function all() {
    return inTurn(() => {
      wanted.clear();
      return question(null);
    });
  }

  return {
    all,

    /** One order, with others that change at about the same time; `seq` is the event that said so. */
    again(orderId, seq = 0) {
      wanted.add(orderId);
      newest = Math.max(newest, seq);
      gathering =
        gathering ||
        setTimeout(() => {
          gathering = 0;
          inTurn(askForWanted).catch(failed);
        }, GATHER);
    },

    stop() {
      stopped = true;
      clearTimeout(gathering);
    },
  };
}
