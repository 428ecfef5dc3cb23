// Printing opens a tab of its own: who comes back from it sees the ledger with the new print.
import { all } from "../frame/dom.js";

all("form[data-prints]", HTMLFormElement).forEach((form) => {
  const address = form.dataset.prints;
  if (address) {
    const showsAnew = () => showAnew(address); // one function: the second of two quick clicks adds nothing
    form.addEventListener("submit", () => window.addEventListener("focus", showsAnew, { once: true }));
  }
});

/**
 * A page that answers a refused print has the print's address; asking for that again would print.
 * @param {string} address
 */
function showAnew(address) {
  if (window.location.pathname === address) {
    window.location.reload();
  } else {
    window.location.assign(address);
  }
}
