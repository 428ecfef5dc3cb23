// What is typed and not saved yet, kept in this browser until the server has it: one copy a user and certificate.
(function () {
  "use strict";

  function key(form) {
    return `certificate-draft:${form.dataset.user}:${form.dataset.certificate}`;
  }

  function keep(form, copy) {
    try {
      window.localStorage.setItem(key(form), JSON.stringify(copy));
      return true;
    } catch (error) {
      return false; // no room or no permission: the server's autosave remains
    }
  }

  function found(form) {
    try {
      return JSON.parse(window.localStorage.getItem(key(form)) || "null");
    } catch (error) {
      return null;
    }
  }

  function forget(form) {
    try {
      window.localStorage.removeItem(key(form));
    } catch (error) {
      // nothing was kept
    }
  }

  window.wizardLocal = { keep, found, forget };
})();
