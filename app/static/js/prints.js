// Printing opens a tab of its own: a double click prints once, and who comes back sees the ledger with the new print.
(function () {
  "use strict";

  const PAUSE = 2000;

  document.querySelectorAll("form[data-prints]").forEach((form) => {
    let sentAt = -PAUSE;
    form.addEventListener("submit", (event) => {
      if (event.timeStamp - sentAt < PAUSE) {
        event.preventDefault();
        return;
      }
      sentAt = event.timeStamp;
      if (form.dataset.prints) {
        window.addEventListener("focus", () => showAnew(form.dataset.prints), { once: true });
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
