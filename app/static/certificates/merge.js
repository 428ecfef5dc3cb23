// Two versions of one form and what they began from: what only the other changed is taken over, the rest is asked.

/** @typedef {Record<string, string>} Flat a form as a map of name → text; what is missing is empty */
/** @typedef {{ name: string, own: string, other: string }} Both an entry that both have changed */

/**
 * Tell whether one version differs from another in an entry that it has.
 * @param {Flat} now
 * @param {Flat} base
 */
export function differs(now, base) {
  return Object.keys(now).some((name) => (now[name] || "") !== (base[name] || ""));
}

/**
 * Merge what somebody else saved into what was typed.
 * @param {Flat} before what both began from
 * @param {Flat} mine
 * @param {Flat} theirs
 * @returns {{ taken: Flat, both: Both[], base: Flat }} what to take over, what to ask, and what is stored by now
 */
export function merge(before, mine, theirs) {
  /** @type {Flat} */
  const taken = {};
  /** @type {Both[]} */
  const both = [];
  Object.keys({ ...mine, ...theirs }).forEach((name) => {
    const [old, own, other] = [before[name] || "", mine[name] || "", theirs[name]];
    if (other === undefined || other === own) {
      return;
    }
    if (own === old) {
      taken[name] = other;
    } else if (other !== old) {
      both.push({ name, own, other });
    }
  });
  return { taken, both, base: { ...mine, ...theirs } };
}

/**
 * Bring a kept copy back over the form as it came: only what was typed in the copy counts.
 * @param {Flat} now
 * @param {{ base: Flat, data: Flat }} copy
 * @returns {{ typed: Flat, whole: Flat }} what to write into the form, and the whole version of the copy
 */
export function broughtBack(now, copy) {
  /** @type {Flat} */
  const typed = {};
  const whole = { ...now, ...copy.data };
  Object.keys(copy.data).forEach((name) => {
    if ((copy.data[name] || "") !== (copy.base[name] || "")) {
      typed[name] = copy.data[name];
    } else {
      whole[name] = copy.base[name];
    }
  });
  return { typed, whole };
}
