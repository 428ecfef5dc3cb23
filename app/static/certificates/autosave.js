// When a form is saved and what follows: waits, retries, lost sessions, what others saved. Knows no page: its world is handed in.
import { broughtBack, differs, merge } from "./merge.js";

/** @typedef {import("./merge.js").Flat} Flat */
/** @typedef {import("./merge.js").Both} Both */
/** @typedef {{ version: string, base: Flat, data: Flat, isSubmitted?: boolean }} Copy what this browser keeps */
/**
 * What the server says to a save or to the question who is logged in; a refusal has less.
 * @typedef {object} Told
 * @property {string} [version]
 * @property {string} [csrf_token]
 * @property {{ message?: string }} [error]
 */
/** @typedef {{ status: number, told: Told }} Heard */
/**
 * What the machine needs of the world around it.
 * @typedef {object} World
 * @property {() => Flat} read the form as it stands
 * @property {(name: string, value: string) => void} put
 * @property {(told: Told) => Flat} theirs what is stored by now, as the form would show it
 * @property {(version: string, token: string) => Promise<Heard>} send the form as it stands; fails when nobody answers
 * @property {() => Promise<Heard>} ask who is logged in
 * @property {{ keep: (copy: Copy) => void, found: () => Copy | null, forget: () => void }} local
 * @property {Teller} tell
 * @property {{ now: () => number, later: (act: () => void, wait: number) => number, cancel: (timer: number) => void }} clock
 */
/**
 * What the user is told.
 * @typedef {object} Teller
 * @property {(isKept: boolean) => void} kept whether the server has everything
 * @property {() => void} typing
 * @property {() => void} saving
 * @property {(told: Told) => void} saved
 * @property {() => void} offline
 * @property {() => void} loggedOut
 * @property {() => void} loggedIn
 * @property {(told: Told) => void} stopped
 * @property {() => void} restored
 * @property {(names: string[]) => void} merged
 * @property {(both: Both[], answers: { keep: () => void, take: () => void }) => void} asked
 * @property {() => void} decided
 */

export const SHORT = 400;
export const AFTER_TYPING = 2500;
export const AT_MOST = 4500;
export const RETRY_MOST = 10000;
const SUB_NUMBER = "sub_certificate_no";

/**
 * Start the machine of one form; `touched` names what was typed on this page.
 * @param {World} world
 * @param {{ version: string, token: string }} start
 */
export function autosave(world, start) {
  const { tell, clock, local } = world;
  /** @type {Set<string>} */
  const touched = new Set();
  let { version, token } = start;
  let base = world.read();
  let timer = 0;
  let firstChange = 0;
  let isSaving = false;
  let isAgain = false;
  let isHeld = false; // a conflict waits for an answer, or the document cannot be changed any more
  let isLeaving = false;
  let failures = 0;

  isChanged();
  restore();

  return {
    touched, typed, save, isChanged, keepLocally, submitted,
    stamps: () => ({ version, token }),
    // the cursor left a field, the network is back, somebody wants to see the paper
    soon: () => { if (isChanged()) plan(SHORT); },
    now: () => { if (isChanged()) plan(0); },
    reconnected: () => plan(0),
    retry: () => { if (failures) plan(0); },
    stayed: () => { isLeaving = false; },
  };

  /**
   * Something was typed; `isDone` when the field is left.
   * @param {string} name
   * @param {boolean} isDone
   */
  function typed(name, isDone) {
    if (name) {
      touched.add(name);
    }
    if (!isChanged()) {
      return;
    }
    firstChange = firstChange || clock.now();
    tell.typing();
    keepLocally();
    plan(isDone ? SHORT : Math.max(0, Math.min(AFTER_TYPING, firstChange + AT_MOST - clock.now())));
  }

  /** @param {number} wait */
  function plan(wait) {
    clock.cancel(timer);
    timer = clock.later(save, wait);
  }

  async function save() {
    clock.cancel(timer);
    if (isHeld || isLeaving || !isChanged()) {
      return;
    }
    if (isSaving) {
      isAgain = true;
      return;
    }
    isSaving = true;
    const data = world.read();
    firstChange = 0;
    tell.saving();
    try {
      await hear(await world.send(version, token), data);
    } catch {
      offline();
    } finally {
      isSaving = false;
      if (isAgain) {
        isAgain = false;
        plan(SHORT);
      }
    }
  }

  /**
   * @param {Heard} heard
   * @param {Flat} data what was sent
   */
  async function hear({ status, told }, data) {
    if (status >= 200 && status < 300) {
      arrived(told, data);
    } else if (status === 409 && told.version) {
      adopt(told);
      meet(base, data, world.theirs(told));
    } else if (status === 409) {
      isHeld = true;
      stop(told);
    } else if (status === 422 || status === 413) {
      stop(told);
    } else if ([400, 401, 403].includes(status)) {
      await askState();
    } else {
      offline();
    }
  }

  /**
   * @param {Told} told
   * @param {Flat} data
   */
  function arrived(told, data) {
    failures = 0;
    base = data;
    adopt(told);
    proposed(world.theirs(told)[SUB_NUMBER], data);
    tell.saved(told);
    if (isChanged()) {
      keepLocally();
      plan(AFTER_TYPING);
    } else {
      local.forget();
    }
  }

  /**
   * Take over the number that the server proposes, unless one was typed.
   * @param {string | undefined} number
   * @param {Flat} data
   */
  function proposed(number, data) {
    const shown = world.read()[SUB_NUMBER];
    if (number !== undefined && shown === data[SUB_NUMBER] && shown !== number && !touched.has(SUB_NUMBER)) {
      world.put(SUB_NUMBER, number);
      base[SUB_NUMBER] = number;
    }
  }

  /** @param {Told} told */
  function adopt(told) {
    version = told.version || version;
    token = told.csrf_token || token;
  }

  // The session may have ended, or begun anew in another tab: ask, and go on when somebody is logged in.
  async function askState() {
    const { status, told } = await world.ask();
    if (status >= 200 && status < 300) {
      const isNew = token !== told.csrf_token;
      token = told.csrf_token || token;
      tell.loggedIn();
      if (isNew) {
        plan(0);
      } else {
        offline();
      }
      return;
    }
    failures += 1;
    keepLocally();
    tell.typing();
    tell.loggedOut();
    plan(RETRY_MOST);
  }

  function offline() {
    failures += 1;
    keepLocally();
    tell.typing();
    tell.offline();
    plan(Math.min(RETRY_MOST, 1000 * 2 ** Math.min(failures, 4)));
  }

  /** @param {Told} told */
  function stop(told) {
    keepLocally();
    tell.typing();
    tell.stopped(told);
  }

  /**
   * Take over what only the other changed; ask where both changed the same entry.
   * @param {Flat} before
   * @param {Flat} mine
   * @param {Flat} theirs
   */
  function meet(before, mine, theirs) {
    const { taken, both, base: met } = merge(before, mine, theirs);
    write(taken);
    base = met;
    isHeld = both.length > 0;
    isChanged();
    if (Object.keys(taken).length) {
      tell.merged(Object.keys(taken));
    }
    if (both.length) {
      tell.asked(both, { keep: () => decide([]), take: () => decide(both) });
    } else {
      plan(0);
    }
  }

  /** @param {Both[]} theirs the entries whose other version counts */
  function decide(theirs) {
    theirs.forEach((item) => world.put(item.name, item.other));
    isHeld = false;
    tell.decided();
    if (isChanged()) {
      plan(0);
    } else {
      local.forget();
    }
  }

  // What was typed before the page was closed comes back, and meets what was saved meanwhile.
  function restore() {
    const copy = local.found();
    const now = world.read();
    if (!copy || (copy.isSubmitted && copy.version !== version) || !differs(copy.data, now)) {
      local.forget();
      return;
    }
    clock.later(() => {
      const { typed: own, whole } = broughtBack(now, copy);
      write(own);
      tell.restored();
      meet(copy.base, whole, now);
    }, 0);
  }

  // The form is sent as a whole: nothing is saved beside it, and a copy stays until the answer is there.
  function submitted() {
    const found = isChanged();
    isLeaving = true;
    clock.cancel(timer);
    if (found) {
      local.keep({ version, base, data: world.read(), isSubmitted: true });
    }
  }

  function isChanged() {
    const found = differs(world.read(), base);
    tell.kept(!found && !isHeld);
    return found;
  }

  function keepLocally() {
    if (!isLeaving && isChanged()) {
      local.keep({ version, base, data: world.read() });
    }
  }

  /** @param {Flat} entries */
  function write(entries) {
    Object.entries(entries).forEach(([name, value]) => world.put(name, value));
  }
}
