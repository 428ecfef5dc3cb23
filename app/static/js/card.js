// Signs the challenge with the card's program on the user's own machine, then sends the form.
(function () {
  "use strict";
  var form = document.getElementById("card");
  var says = document.getElementById("card-says");
  var pin = document.getElementById("pin");
  var button = document.getElementById("sign");
  if (!form || !button || !window.WebSocket) return;
  var SECONDS = 20;

  function ask(method, args) {
    return new Promise(function (done, failed) {
      var socket;
      try {
        socket = new WebSocket(form.dataset.middleware);
      } catch (error) {
        failed("missing");
        return;
      }
      var timer = setTimeout(function () { socket.close(); failed("missing"); }, SECONDS * 1000);
      socket.onerror = function () { clearTimeout(timer); failed("missing"); };
      socket.onopen = function () { socket.send(JSON.stringify({ _method: method, _id: 1, args: args })); };
      socket.onmessage = function (event) {
        var answer;
        try { answer = JSON.parse(event.data); } catch (error) { return; }
        if (answer._method && answer._method !== method) return;
        clearTimeout(timer);
        socket.close();
        var found = answer._args || {};
        if (found.Result === true && Array.isArray(found.Data) && found.Data.length) done(found.Data);
        else failed("refused");
      };
    });
  }

  button.addEventListener("click", function () {
    button.disabled = true;
    says.textContent = "";
    ask("cus-sec_SpcGetSignCertAsPEM", {}).then(function (data) {
      form.elements.certificate.value = data[0];
      return ask("cus-sec_SpcSignDataAsPEM", { inData: form.dataset.challenge, passwd: pin.value });
    }).then(function (data) {
      form.elements.signature.value = data[0];
      pin.value = "";
      button.disabled = false;
      if (!form.elements.password) form.requestSubmit();
    }).catch(function (why) {
      button.disabled = false;
      pin.value = "";
      says.textContent = says.dataset[why] || says.dataset.refused;
    });
  });
})();
