// Judging by keyboard: <form data-keys>, each criterion a [data-criterion] holding one number input or one group of radios.
// j/k: next and previous criterion. Digits choose the radio of that value, with data-keys="place" the first, second, third.
// Anywhere on such a page: a letter follows the link that names it ([data-key]); ? shows the keys ([data-keys-help]).
const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.isComposing
  || event.target.matches("textarea, input[type=text], input:not([type]), input[type=search], input[type=number], select");
document.querySelectorAll("form[data-keys]").forEach((form) => {
  const criteria = Array.from(form.querySelectorAll("[data-criterion]"));
  const control = (criterion) => criterion.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  document.addEventListener("keydown", (event) => {
    const stepping = (event.key === "j" || event.key === "k") && event.target.matches("input[type=number]");
    if (typing(event) && !stepping) return;
    const here = criteria.findIndex((criterion) => criterion.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      const next = criteria[event.key === "j" ? Math.min(here + 1, criteria.length - 1) : Math.max(here - 1, 0)];
      if (next) { control(next).focus(); if (control(next).select) control(next).select(); next.scrollIntoView({ block: "nearest" }); }
      event.preventDefault();
    } else if (/^[0-9]$/.test(event.key) && here >= 0) {
      const choice = form.dataset.keys === "place"
        ? criteria[here].querySelectorAll("input[type=radio]")[Number(event.key) - 1]
        : criteria[here].querySelector(`input[type=radio][value="${event.key}"]`);
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      choice.dispatchEvent(new Event("input", { bubbles: true }));
      choice.dispatchEvent(new Event("change", { bubbles: true }));
      const reason = criteria[here].querySelector("input[type=text]");
      if (reason && form.dataset.keys === "place" && event.key !== "1") reason.focus();
      event.preventDefault();
    }
  });
});
document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const help = document.querySelector("[data-keys-help]");
  if (event.key === "?" && help) { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); event.preventDefault(); return; }
  const link = /^[a-z]$/.test(event.key) && document.querySelector(`a[data-key="${event.key}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
