// Applications: narrows the documents to choose from by scheme and text while one types.
(function () {
  "use strict";

  const find = document.querySelector("[data-find-documents]");
  if (find) {
    const scheme = find.querySelector("[data-scheme]");
    const text = find.querySelector("[data-find]");
    const offers = Array.from(document.querySelectorAll("[data-says]"));
    const narrow = () => {
      const wanted = text.value.trim().toLowerCase();
      offers.forEach((offer) => {
        const isChosen = offer.querySelector("input").checked;
        const fits = (!scheme.value || offer.dataset.scheme === scheme.value) && offer.dataset.says.includes(wanted);
        offer.hidden = !fits && !isChosen;
      });
    };
    scheme.addEventListener("change", narrow);
    text.addEventListener("input", narrow);
    // Enter in the search chooses the only document that is left; it does not send the form.
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") {
        return;
      }
      event.preventDefault();
      const left = offers.filter((offer) => !offer.hidden && !offer.querySelector("input").checked);
      if (left.length === 1) {
        left[0].querySelector("input").checked = true;
        text.value = "";
        narrow();
      }
    });
    narrow();
  }
})();
