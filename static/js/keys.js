// Score sheets by keyboard: <form data-keys>, each criterion a [data-criterion] holding one number input or one group of radios.
// j/k: next and previous criterion. Digits in a radio group choose the choice with that value. Typing in a text field is left alone.
document.querySelectorAll("form[data-keys]").forEach((form) => {
  const criteria = Array.from(form.querySelectorAll("[data-criterion]"));
  const control = (criterion) => criterion.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inText = event.target.matches("textarea, input[type=text], input:not([type]), input[type=search], select");
    if (inText) return;
    const here = criteria.findIndex((criterion) => criterion.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      const next = criteria[event.key === "j" ? Math.min(here + 1, criteria.length - 1) : Math.max(here - 1, 0)];
      if (next) { control(next).focus(); if (control(next).select) control(next).select(); next.scrollIntoView({ block: "nearest" }); }
      event.preventDefault();
    } else if (/^[0-9]$/.test(event.key) && here >= 0) {
      const choice = criteria[here].querySelector(`input[type=radio][value="${event.key}"]`);
      if (choice) { choice.checked = true; choice.focus(); choice.dispatchEvent(new Event("input", { bubbles: true })); event.preventDefault(); }
    }
  });
});
