// Printing opens a tab of its own: who comes back from it sees the ledger with the new print.
(function () {
  "use strict";

  document.querySelectorAll("form[data-prints]").forEach((form) => {
    const address = form.dataset.prints;
    const showsAnew = () => showAnew(address); // one function: the second of two quick clicks adds nothing
    form.addEventListener("submit", () => {
      if (address) {
        window.addEventListener("focus", showsAnew, { once: true });
      }
    });
  });

  // A page that answers a refused print has the print's address; asking for that again would print.
  function showAnew(address) {
    if (window.location.pathname === address) {
      window.location.reload();
    } else {
      window.location.assign(address);
    }
  }
}());
