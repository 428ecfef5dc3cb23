// Signs the challenge with the card's program on the user's own machine, then sends the form.
import { field, one } from "../frame/dom.js";

const SECONDS = 20;
const form = one("#card", HTMLFormElement);
const says = one("#card-says", HTMLElement);
const pin = one("#pin", HTMLInputElement);
const button = one("#sign", HTMLButtonElement);

button.addEventListener("click", async () => {
  button.disabled = true;
  says.textContent = "";
  try {
    const [certificate] = await ask("cus-sec_SpcGetSignCertAsPEM", {});
    field(form, "certificate", HTMLTextAreaElement).value = certificate;
    const [signature] = await ask("cus-sec_SpcSignDataAsPEM", { inData: form.dataset.challenge, passwd: pin.value });
    field(form, "signature", HTMLTextAreaElement).value = signature;
    pin.value = "";
    button.disabled = false;
    if (!form.elements.namedItem("password")) form.requestSubmit();
  } catch (why) {
    button.disabled = false;
    pin.value = "";
    says.textContent = says.dataset[String(why)] || says.dataset.refused || "";
  }
});

/**
 * Ask the card's program one thing; fails with "missing" or "refused".
 * @param {string} method
 * @param {Record<string, string | undefined>} args
 * @returns {Promise<string[]>}
 */
function ask(method, args) {
  return new Promise((done, failed) => {
    /** @type {WebSocket} */
    let socket;
    try {
      socket = new WebSocket(form.dataset.middleware || "");
    } catch {
      failed("missing");
      return;
    }
    const timer = window.setTimeout(() => { socket.close(); failed("missing"); }, SECONDS * 1000);
    socket.onerror = () => { window.clearTimeout(timer); failed("missing"); };
    socket.onopen = () => socket.send(JSON.stringify({ _method: method, _id: 1, args }));
    socket.onmessage = (event) => {
      const answer = read(event.data);
      if (!answer || (answer._method && answer._method !== method)) return;
      window.clearTimeout(timer);
      socket.close();
      const found = answer._args || {};
      if (found.Result === true && Array.isArray(found.Data) && found.Data.length) done(found.Data);
      else failed("refused");
    };
  });
}

/**
 * @param {string} text
 * @returns {{ _method?: string, _args?: { Result?: boolean, Data?: string[] } } | null}
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
