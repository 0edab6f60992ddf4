// What pages do beyond plain HTML: light up a value and the words that prove it together,
// take dropped files, copy answers. Everything else works without this file.
"use strict";

// Values and the words that prove them carry the ids of values in data-values.
function partners(element) {
  const ids = element.dataset.values.split(" ");
  return [...document.querySelectorAll("[data-values]")].filter((other) =>
    other.dataset.values.split(" ").some((id) => ids.includes(id)));
}

function light(event) {
  const element = event.target.closest?.("[data-values]");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (element) for (const other of partners(element)) other.classList.add("lit");
}

for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, light);
document.addEventListener("pointerleave", light);

for (const form of document.querySelectorAll("form[data-drop]")) {
  const over = (event, on) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", (event) => over(event, true));
  form.addEventListener("dragleave", (event) => over(event, false));
  form.addEventListener("drop", (event) => {
    over(event, false);
    const { files } = event.dataTransfer;
    const text = event.dataTransfer.getData("text/plain");
    if (files.length > 0) {
      form.elements.file.files = files;
    } else if (text) {
      form.elements.text.value = text;
    } else {
      return;
    }
    form.requestSubmit();
  });
}

// A copy button sends its form to the address that writes the answer in one format. Where
// there is no clipboard (plain HTTP to another machine) the browser shows the answer.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    const status = button.form.querySelector("[data-copied]");
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(button.form) });
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      status.textContent = status.dataset.copied;
    } catch (error) {
      status.textContent = String(error);
    }
  });
}
