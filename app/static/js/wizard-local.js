// What is typed and not saved yet, kept in this browser until the server has it: one copy a user and certificate.
(function () {
  "use strict";

  // Two tabs may edit one certificate: a tab forgets only what it kept itself, or what it took over.
  let isOurs = false;

  function key(form) {
    return `certificate-draft:${form.dataset.user}:${form.dataset.certificate}`;
  }

  function keep(form, copy) {
    try {
      window.localStorage.setItem(key(form), JSON.stringify(copy));
      isOurs = true;
      return true;
    } catch (error) {
      return false; // no room or no permission: the server's autosave remains
    }
  }

  function found(form) {
    try {
      const copy = JSON.parse(window.localStorage.getItem(key(form)) || "null");
      isOurs = true;
      return copy;
    } catch (error) {
      return null;
    }
  }

  function forget(form) {
    try {
      if (isOurs) {
        window.localStorage.removeItem(key(form));
      }
      isOurs = false;
    } catch (error) {
      // nothing was kept
    }
  }

  window.wizardLocal = { keep, found, forget };
})();
