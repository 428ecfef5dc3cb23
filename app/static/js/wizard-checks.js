// Take over what a check suggests with one click, without a round trip; the suggestion goes once the entry is changed.
(() => {
  const drop = (box) => box.querySelectorAll("[data-suggest]").forEach((button) => button.closest("p").remove());

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-suggest]");
    const field = button && document.getElementById(button.dataset.suggest);
    if (!field) {
      return;
    }
    event.preventDefault();
    field.value = button.dataset.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });

  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-path]");
    if (box) {
      drop(box);
    }
  });
})();
