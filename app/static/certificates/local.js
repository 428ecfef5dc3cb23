// What is typed and not saved yet, kept in this browser until the server has it: one copy a user and certificate.

/** @typedef {import("./autosave.js").Copy} Copy */

/**
 * Keep one form's copy; two tabs may edit one certificate: a tab forgets only what it kept itself, or what it took over.
 * @param {string} key
 */
export function localCopy(key) {
  let isOurs = false;

  return {
    /** @param {Copy} copy */
    keep(copy) {
      try {
        window.localStorage.setItem(key, JSON.stringify(copy));
        isOurs = true;
      } catch {
        // no room or no permission: the server's autosave remains
      }
    },

    /** @returns {Copy | null} */
    found() {
      try {
        const copy = JSON.parse(window.localStorage.getItem(key) || "null");
        isOurs = true;
        return copy;
      } catch {
        return null;
      }
    },

    forget() {
      try {
        if (isOurs) {
          window.localStorage.removeItem(key);
        }
        isOurs = false;
      } catch {
        // nothing was kept
      }
    },
  };
}
